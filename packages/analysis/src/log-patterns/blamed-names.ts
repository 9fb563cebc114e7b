import type { LogPattern } from './log-pattern.ts';

/** Whose failure an error speaks of, when it says that talking to somebody failed. */
const failsToReach: ReadonlySet<string> = new Set([
  'refused',
  'timeout',
  'unavailable',
  'dns',
  'certificate',
  'rate_limited',
  'pool_exhausted',
  'disk_full',
  'database',
]);

const looksLikeNameServer = /(?:^|[-_.])(?:core|kube)?-?dns(?:$|[-_.\d])/i;
const address = /^[\d.]+$/;

const insideEnding = /\.(?:local|internal|svc|cluster|lan|intra|localdomain|corp|consul)$/i;

/** Whether a name is that of a host which somebody else runs: a domain, and none that only resolves inside. */
export const isOutsideHost = (name: string): boolean =>
  /[a-z]/i.test(name) && name.includes('.') && !insideEnding.test(name);

/** The name under which failing name lookups are counted: the service that looks names up when it is known, else `dns`. */
export function nameServerAmong(services: Iterable<string>): string {
  for (const service of services) if (looksLikeNameServer.test(service)) return service;
  return 'dns';
}

/**
 * The services and hosts that the lines of a pattern complain about. A lookup that failed is the name server's fault, not that of the
 * host whose name was looked up. An address alone blames nobody.
 */
export function blamedNames(
  { service, level, mechanism, mentions }: Pick<LogPattern, 'service' | 'level' | 'mechanism' | 'mentions'>,
  nameServer: string,
): string[] {
  if (level === 'info' || mechanism === null || !failsToReach.has(mechanism)) return [];
  if (mechanism === 'dns') return service === nameServer ? [] : [nameServer];
  const named = mentions.filter(({ kind, text }) => kind !== 'version' && !address.test(text));
  const services = named.filter(({ kind }) => kind === 'service');
  return [...new Set((services.length > 0 ? services : named).map(({ text }) => text))];
}
