/** `14:32`, in UTC. */
export function hhmm(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().slice(11, 16) : '--:--';
}

/** `14:32 UTC`, with the day when it is not the day of `near`. */
export function utc(at: number, near: number = at): string {
  if (!Number.isFinite(at)) return 'unknown time';
  const day = new Date(at).toISOString().slice(0, 10);
  return day === new Date(near).toISOString().slice(0, 10) ? `${hhmm(at)} UTC` : `${day} ${hhmm(at)} UTC`;
}

/** `8 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `1 source`, `3 sources`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
