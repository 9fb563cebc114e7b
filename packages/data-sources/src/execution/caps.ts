import type { Caps } from '../data-source.ts';

/** The most one question may bring back, unless the caller asks for less. */
export const defaultCaps: Caps = {
  items: 200,
  series: 80,
  pointsPerSeries: 500,
  bytes: 8_000_000,
  requests: 60,
  pages: 10,
};

/** Deadlines in ms: one request, one source's answer to one question, one whole run. */
export const deadlines = { request: 10_000, question: 25_000, run: 90_000 } as const;
