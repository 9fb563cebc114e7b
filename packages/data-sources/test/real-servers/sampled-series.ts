import type { Window } from '@incidentfox/incident';

/** A series given by what it does over time. */
export interface SampledSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** A counter's growth per second; its value is the sum. */
  readonly perSecond?: (at: number) => number;
  /** A gauge's value. */
  readonly gauge?: (at: number) => number;
  /** No sample before this moment. */
  readonly from?: number;
}

export interface SampleLine {
  readonly series: string;
  readonly value: number;
  /** Epoch ms. */
  readonly at: number;
}

const scrapeMs = 30_000;

/** Every sample of every series over the spans. Counters go on growing from span to span. */
export function samplesOf(all: readonly SampledSeries[], spans: readonly Window[]): SampleLine[] {
  return all.flatMap(({ name, labels, perSecond, gauge, from: begin = 0 }) => {
    const text = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    const series = `${name}{${text.join(',')}}`;
    let total = 0;
    return spans.flatMap(({ from, to }) => {
      const lines: SampleLine[] = [];
      for (let at = from; at <= to; at += scrapeMs) {
        total += (perSecond?.(at) ?? 0) * (scrapeMs / 1000);
        if (at >= begin) lines.push({ series, at, value: gauge?.(at) ?? total });
      }
      return lines;
    });
  });
}

/** For `promtool tsdb create-blocks-from openmetrics`. */
export const toOpenMetrics = (samples: readonly SampleLine[]): string =>
  `${samples.map(({ series, value, at }) => `${series} ${value} ${at / 1000}`).join('\n')}\n# EOF\n`;

/** For VictoriaMetrics' import. */
export const toPrometheusText = (samples: readonly SampleLine[]): string =>
  samples.map(({ series, value, at }) => `${series} ${value} ${at}`).join('\n');
