import type { Caps } from './data-source.ts';

/** The most one question may bring back, unless the caller asks for less. Bytes are those of one response. */
export const defaultCaps: Caps = {
  items: 200,
  series: 80,
  pointsPerSeries: 500,
  bytes: 8_000_000,
  pages: 10,
};

/** The same for a question about all services at once: three signals of some hundred services, few points each. */
export const sweepCaps: Caps = { ...defaultCaps, items: 1_500, series: 1_500, pointsPerSeries: 120 };

/** Deadlines in ms: one request, one source's answer to one question, a sweep of all services, one whole run. */
export const deadlines = { request: 10_000, question: 25_000, sweep: 12_000, run: 90_000 } as const;

/**
 * Questions at the same time. A run has room for four questions of each of twelve sources: with fewer, sources were seen
 * to wait for each other.
 */
export const defaultConcurrency = { perSource: 4, perRun: 48 } as const;

/** How far back changes are looked for before the window, for the base rate. */
export const defaultHistoryMs = 7 * 24 * 60 * 60_000;

/** How long what changes rarely (labels, mappings) is kept before it is read again. */
export const cacheForMs = 10 * 60_000;

/** Buckets the lines of a window are counted in: one a minute for an hour. */
export const bucketsPerWindow = 60;

/** Characters of a log line or a failure that are kept. */
export const maxMessageLength = 500;

/** Characters of one text of an incident that services are looked for in. */
export const maxTextLength = 8_000;

/** All texts of one incident together, in characters, in which services are looked for. */
export const maxMatchedLength = 100_000;

/** How long what is not of one incident (earlier incidents, catalogue entries) is shared: a storm asks for it once a minute. */
export const sharedForMs = 60_000;

/** Answers that are shared at the same time; a list of earlier incidents is up to a megabyte. */
export const maxSharedReads = 20;
