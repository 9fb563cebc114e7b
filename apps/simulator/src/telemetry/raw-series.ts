/** One series as a time series database holds it. */
export interface RawSeries {
  /** With `__name__`. */
  readonly labels: Readonly<Record<string, string>>;
  /** Values in step with the scrape times; NaN where there is no sample. */
  values(): readonly number[];
}

/** All series of a world, with the moments their values belong to. */
export interface SeriesStore {
  times(): readonly number[];
  named(name: string): readonly RawSeries[];
  all(): readonly RawSeries[];
}

export function toSeriesStore(times: () => readonly number[], series: readonly RawSeries[]): SeriesStore {
  const byName = new Map<string, RawSeries[]>();
  for (const one of series) {
    const name = one.labels.__name__ ?? '';
    byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  return { times, all: () => series, named: (name) => byName.get(name) ?? [] };
}

/** A gauge read from a function of time, remembered so that a past value never changes. */
export function gauge(
  labels: Record<string, string>,
  times: () => readonly number[],
  valueAt: (at: number, index: number) => number,
): RawSeries {
  const values: number[] = [];
  return {
    labels,
    values: () => {
      const moments = times();
      for (let i = values.length; i < moments.length; i++) values.push(valueAt(moments[i] ?? 0, i));
      return values;
    },
  };
}

/** A counter that grows by `increase` from scrape to scrape and starts again at zero where `resetAt` says so. */
export function counter(
  labels: Record<string, string>,
  times: () => readonly number[],
  grow: {
    increase(at: number, seconds: number, index: number): number;
    isAlive(at: number): boolean;
    resets(after: number, until: number): boolean;
  },
): RawSeries {
  const values: number[] = [];
  let total = 0;
  return {
    labels,
    values: () => {
      const moments = times();
      for (let i = values.length; i < moments.length; i++) {
        const at = moments[i] ?? 0;
        const before = moments[i - 1] ?? at;
        if (grow.resets(before, at)) total = 0;
        if (grow.isAlive(at)) total += grow.increase(at, (at - before) / 1000, i);
        values.push(grow.isAlive(at) ? total : Number.NaN);
      }
      return values;
    },
  };
}
