/** A value over time. `minute` counts from the alarm: -6 is six minutes before it. */
export type OverTime = (minute: number) => number;

/** `before` until `at`, then a straight way to `after` that takes `over` minutes. */
export function change(before: number, after: number, when: { at: number; over?: number }): OverTime {
  const over = when.over ?? 0.25;
  return (minute) => before + (after - before) * Math.min(1, Math.max(0, (minute - when.at) / over));
}

/** `inside` between two minutes, `outside` elsewhere, with short slopes. */
export function during(outside: number, inside: number, when: { from: number; to: number; over?: number }): OverTime {
  const over = when.over ?? 0.25;
  const up = change(0, 1, { at: when.from, over });
  const down = change(0, 1, { at: when.to, over });
  return (minute) => outside + (inside - outside) * (up(minute) - down(minute));
}

/** Climbs from `low` to `high` and falls back, again and again: memory that fills until the kernel ends the process. */
export function sawtooth(low: number, high: number, when: { at: number; every: number }): OverTime {
  return (minute) => {
    if (minute < when.at) return low;
    return low + (high - low) * (((minute - when.at) % when.every) / when.every);
  };
}
