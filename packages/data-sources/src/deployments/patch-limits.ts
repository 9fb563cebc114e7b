/** Patches read for one question, those nearest to the alarm first: each may cost a request. */
export const maxPatches = 5;

/** Patches one investigation keeps, those nearest to the alarm first. */
export const maxKeptPatches = 40;

/** What a patch holds at most. Beyond it files keep their name, and beyond `maxPatchFiles` not even that; the patch says so. */
export const maxPatchFiles = 120;
export const maxPatchLines = 4_000;
export const maxPatchBytes = 200_000;

/** No file takes more than this share of a patch's lines, so that a generated one leaves room for the others. */
export const maxShareOfLines = 0.5;

/** Lines longer than this are generated or minified: they are cut. */
export const maxLineLength = 600;

export const maxPatchCommits = 50;
