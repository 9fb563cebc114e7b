import type { Surroundings } from '../faults/fault.ts';
import { ingressesOf } from '../faults/ingress-faults.ts';
import { servicesOf } from '../faults/service-faults.ts';
import { claimsOf } from '../faults/volume-faults.ts';

/** Objects beside the workload whose events are about it, as `Kind/name`. */
export function relatedObjects(seen: Surroundings): ReadonlySet<string> {
  const { autoscalers, jobs, cronJobs, names, at } = seen;
  const named = (kind: string, all: readonly { metadata: { name: string } }[]) =>
    all.map(({ metadata }) => `${kind}/${metadata.name}`);
  const isOwn = ({ metadata }: { metadata: { name: string } }) =>
    names.some((name) => metadata.name === name || metadata.name.startsWith(`${name}-`));
  return new Set([
    ...named('Service', servicesOf(seen)),
    ...named('Ingress', ingressesOf(seen)),
    ...named(
      'HorizontalPodAutoscaler',
      (autoscalers ?? []).filter(({ spec }) => spec.scaleTargetRef.name === at.name),
    ),
    ...[...claimsOf(seen)].map((name) => `PersistentVolumeClaim/${name}`),
    ...named('Job', (jobs ?? []).filter(isOwn)),
    ...named('CronJob', (cronJobs ?? []).filter(isOwn)),
  ]);
}
