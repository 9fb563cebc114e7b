import type { Certificate } from '../objects/objects.schema.ts';
import { toTime } from '../to-time.ts';
import { type FaultFinder, kubectl, type StandingFault, type Surroundings } from './fault.ts';
import { ingressesOf } from './ingress-faults.ts';

/** Certificates whose secret its Ingresses or pods use, or that are made for one of their hosts. */
function certificatesOf(seen: Surroundings): Certificate[] {
  const ingresses = ingressesOf(seen);
  const hosts = new Set(ingresses.flatMap(({ spec }) => (spec.rules ?? []).flatMap(({ host }) => host ?? [])));
  const mounted = (seen.at.workload.spec.template?.spec?.volumes ?? []).flatMap((volume) => secretOf(volume) ?? []);
  const secrets = new Set([
    ...ingresses.flatMap(({ spec }) => (spec.tls ?? []).flatMap(({ secretName }) => secretName ?? [])),
    ...mounted,
  ]);
  return (seen.certificates ?? []).filter(
    ({ spec }) => secrets.has(spec.secretName ?? '') || (spec.dnsNames ?? []).some((name) => hosts.has(name)),
  );
}

function secretOf(volume: Readonly<Record<string, unknown>>): string | undefined {
  const { secret } = volume;
  if (typeof secret !== 'object' || secret === null || !('secretName' in secret)) return undefined;
  return typeof secret.secretName === 'string' ? secret.secretName : undefined;
}

/**
 * A certificate that ran out or is not issued, by what its issuer's object says. The secrets that hold certificates are not read: whoever may
 * read them may read keys too.
 */
export const staleCertificate: FaultFinder = (seen) =>
  certificatesOf(seen).flatMap(({ metadata, status }): StandingFault[] => {
    const endsAt = toTime(status?.notAfter);
    const ready = status?.conditions?.find(({ type }) => type === 'Ready');
    const object = `Certificate ${metadata.name}`;
    const command = kubectl('describe certificate', metadata.name, metadata.namespace);
    if (endsAt !== undefined && endsAt < seen.window.to)
      return [
        {
          kind: 'certificate_expired',
          object,
          since: endsAt,
          message: `it was valid until ${status?.notAfter}`,
          command,
        },
      ];
    if (ready?.status !== 'False') return [];
    const message = [ready.reason, ready.message].filter(Boolean).join(': ');
    return [{ kind: 'certificate_not_ready', object, since: toTime(ready.lastTransitionTime), message, command }];
  });
