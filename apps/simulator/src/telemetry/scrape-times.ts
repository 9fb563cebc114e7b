const secondMs = 1000;
const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

/** How often the monitoring system looks. */
export const scrapeMs = 15 * secondMs;

/** How far back there is a sample every `scrapeMs`; older ones are one an hour, except the same hours a week earlier. */
const fineMs = 7 * hourMs;

/**
 * The moments at which every series has a sample, ascending, and longer each time it is asked for as the clock goes on.
 * Epoch ms. Two fine ranges (now and a week ago) and a coarse one between keep a week of history cheap.
 */
export function createScrapeTimes(alarmAt: number, now: () => number): () => readonly number[] {
  const anchor = Math.floor(alarmAt / scrapeMs) * scrapeMs;
  const times: number[] = [];
  for (let at = anchor - weekMs - fineMs; at < anchor - weekMs + hourMs; at += scrapeMs) times.push(at);
  for (let at = anchor - weekMs + hourMs; at < anchor - fineMs; at += hourMs) times.push(at);
  for (let at = anchor - fineMs; at <= anchor; at += scrapeMs) times.push(at);
  return () => {
    for (let at = (times[times.length - 1] ?? anchor) + scrapeMs; at <= now(); at += scrapeMs) times.push(at);
    return times;
  };
}
