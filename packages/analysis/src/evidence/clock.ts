/** `14:32 UTC` of an epoch ms. */
export const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;

/** Minutes between two moments as their clocks read, at least 0: between 14:45 and 14:48 lie three, whatever the seconds. */
export const minutesBetween = (earlier: number, later: number): number =>
  Math.max(0, Math.floor(later / 60_000) - Math.floor(earlier / 60_000));

/** `6 min`, or `2 h` from two hours on. */
export const minutesInWords = (minutes: number): string =>
  minutes >= 120 && minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
