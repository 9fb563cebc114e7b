/** Lines of a window that are read where its error lines, or all of them, are no more than that: then none is missing. */
export const maxWholeLines = 200;

/** Lines of the range before the window that are read to know what is usual. */
export const baselineSampleLines = 100;

/** Where there are more: parts of the window that are read one by one, and the newest lines of each. */
export const timeSlices = 4;
export const linesPerSlice = 50;

/** Statements that a source is told to leave out, so that the others are seen, and how often that is tried again with more of them. */
export const maxLeftOut = 12;
export const maxDraws = 2;

/** A source that took longer for its newest lines is not asked for further ones: a run waits for the slowest source. */
export const maxFirstReadMs = 4_000;

/** Lines that are unlike the usual ones, read in each range. */
export const unusualLines = 200;

/** Of a statement that is left out, so many lines must have been seen. */
export const minSightings = 3;

/** Parts by which a statement is known: with more, one that was seen with a variable word too little would be left in. */
export const maxStatementParts = 4;

/** Entries of one host that are this close together can be one stack trace, of so many lines. */
export const maxTraceGapMs = 1_000;
export const maxTraceLines = 40;

/** Characters of a raw line that are read, and fields of a structured one that are kept. */
export const maxRawLength = 16_000;
export const maxKeptFields = 24;
export const maxFieldLength = 120;
