import { toTime } from '../to-time.ts';
import { type FaultFinder, kubectl, type StandingFault, type Surroundings } from './fault.ts';

/** A volume is made within this time. */
const graceMs = 2 * 60_000;

/** Names of the claims that the pods use. */
export const claimsOf = ({ pods }: Pick<Surroundings, 'pods'>): ReadonlySet<string> =>
  new Set(
    pods.flatMap(({ spec }) =>
      (spec?.volumes ?? []).flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? []),
    ),
  );

/** A claim of its pods that has no volume, has lost it, or is not there. */
export const missingVolume: FaultFinder = (seen) => {
  const { claims, pods, window, at } = seen;
  if (claims === undefined) return [];
  return [...claimsOf(seen)].flatMap((name): StandingFault[] => {
    const claim = claims.find(({ metadata }) => metadata.name === name);
    const using = pods
      .filter((pod) => claimsOf({ pods: [pod] }).has(name))
      .flatMap(({ metadata }) => toTime(metadata.creationTimestamp) ?? []);
    const since = toTime(claim?.metadata.creationTimestamp) ?? (using.length === 0 ? undefined : Math.min(...using));
    const phase = claim === undefined ? 'missing' : (claim.status?.phase ?? 'Bound');
    if (phase === 'Bound' || (phase === 'Pending' && since !== undefined && since > window.to - graceMs)) return [];
    const storage = claim?.spec?.storageClassName ? ` (storage class ${claim.spec.storageClassName})` : '';
    return [
      {
        kind: 'volume_unavailable',
        object: `PersistentVolumeClaim ${name}`,
        // Of a volume that was lost, no time says when.
        since: phase === 'Lost' ? undefined : since,
        message:
          phase === 'missing' ? 'its pods use the claim, and it does not exist' : `the claim is ${phase}${storage}`,
        command: kubectl('describe pvc', name, claim?.metadata.namespace ?? at.namespace),
      },
    ];
  });
};
