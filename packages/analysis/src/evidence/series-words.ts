import { type MetricSeries, resourceIn, signalWords } from '@incidentfox/incident';

/** What a series measures, in words, with the peer or the pod it is about. `more` tells it from others that would be called the same. */
export function seriesWords({ service, signal, name, peer, side, labels }: MetricSeries, more = ''): string {
  const what = signal === 'custom' ? name : signalWords[signal];
  const calls = side === 'client' ? ' of its calls' : '';
  const ofPeer = peer === undefined ? calls : ` of calls ${side === 'server' ? 'from' : 'to'} ${peer}`;
  const part = labels.pod ?? labels.instance ?? labels.node;
  return `${service} ${what}${more}${ofPeer}${part === undefined ? '' : ` on ${part}`}`;
}

/** Names series so that no two of them have one name, as far as their metrics and labels tell them apart. */
export class SeriesNames {
  readonly #counts = new Map<string, number>();

  constructor(all: readonly MetricSeries[]) {
    for (const series of all)
      for (const name of new Set(candidates(series))) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** The shortest name that is its own. */
  of(series: MetricSeries): string {
    const names = candidates(series);
    return names.find((name) => this.#counts.get(name) === 1) ?? names.at(-1) ?? seriesWords(series);
  }
}

/** By its signal; with the vendor's metric; with its other labels as well. */
function candidates(series: MetricSeries): string[] {
  const { pod: _, instance: __, node: ___, ...others } = series.labels;
  const labels = Object.entries(others).map(([key, value]) => `${key}=${value}`);
  const resource = resourceIn(series.name);
  return [
    seriesWords(series),
    ...(resource === null ? [] : [seriesWords(series, ` (${resource})`)]),
    seriesWords(series, ` (${series.name})`),
    ...(labels.length === 0 ? [] : [seriesWords(series, ` (${[series.name, ...labels].join(', ')})`)]),
  ];
}
