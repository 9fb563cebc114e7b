import type { CollectedAnswer } from '@incidentfox/data-sources';
import type { Edge, LogDigest, MetricSeries } from '@incidentfox/incident';
import type { KnownServices } from './known-services.ts';

/** What the sweep of all services saw, under the names that everything else goes by. */
export interface Swept {
  readonly series: readonly MetricSeries[];
  readonly digests: readonly LogDigest[];
  readonly calls: readonly Edge[];
}

export function readSweep(sweep: readonly CollectedAnswer[], { ownerOf }: Pick<KnownServices, 'ownerOf'>): Swept {
  const named = (name: string) => ownerOf(name)?.name ?? name;
  return {
    series: sweep
      .flatMap((one) => (one.capability === 'metrics' ? one.answer.items : []))
      .map((series) => ({ ...series, service: named(series.service) })),
    digests: sweep
      .flatMap((one) => (one.capability === 'logs' ? one.answer.items : []))
      .map((digest) => ({ ...digest, service: named(digest.service) })),
    calls: sweep
      .flatMap((one) => (one.capability === 'topology' ? one.answer.items : []))
      .map((edge) => ({ ...edge, from: named(edge.from), to: named(edge.to) }))
      .filter(({ from, to }) => from !== to),
  };
}
