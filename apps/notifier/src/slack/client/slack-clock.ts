/**
 * What time it is at Slack, learned from the dates of its answers. Ours may be wrong, may differ between two processes, and may
 * jump; so the time since the last answer is counted by a clock that only goes forward.
 */
export interface SlackClock {
  /** The `Date` of an answer of Slack's own. */
  hear(date: string | null): void;
  /** Epoch ms, right to about a second. Null until Slack has answered once. */
  now(): number | null;
}

export function createSlackClock(elapsedMs: () => number = () => performance.now()): SlackClock {
  let heard: { at: number; elapsed: number } | undefined;
  return {
    hear: (date) => {
      const at = date === null ? Number.NaN : Date.parse(date);
      if (Number.isFinite(at)) heard = { at, elapsed: elapsedMs() };
    },
    now: () => (heard ? heard.at + (elapsedMs() - heard.elapsed) : null),
  };
}
