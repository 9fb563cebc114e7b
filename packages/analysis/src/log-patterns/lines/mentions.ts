import type { Observations } from '@incidentfox/incident';
import { maxLineRead, maxMentions } from '../thresholds.ts';
import { dialledHostsIn } from './called-hosts.ts';
import { hostsIn } from './hosts-in.ts';

/** Something a log line names: another service, a host, a version. Text is untrusted. */
export interface Mention {
  kind: 'service' | 'external_host' | 'host' | 'version';
  text: string;
}

type OtherName = NonNullable<Observations['otherNames']>[number];

const versionWord =
  /\bv\d+\.\d+(?:\.\d+)?(?:[-+][\w.]+)?\b|\b(?:version|release|image)[=: ]+"?(\d+\.\d+\.\d+(?:[-+][\w.]+)?)/gi;
/** After these words, a dotted name is a host whatever its ending. */
const beforeHost =
  /(?:https?:\/\/|\b(?:host|hostname|server|peer|upstream|endpoint|address|addr|remote|lookup|resolve|enotfound|eai_again)[=: "']+)$/i;
const ipWord = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g;
const publicEnding = /\.(?:com|net|org|io|co|dev|cloud|app|ai|eu|de|uk|us|info|biz|tech)$/i;
const insideEnding = /\.(?:local|internal|svc|cluster|lan|intra|localdomain|corp|consul)$/i;
const packageBeginning = /^(?:com|org|net|io|java|javax|jdk|sun|kotlin|scala|dev|app|de)\./i;
/** A module path has at least two labels after its root (`com.acme.pay`); an address before a port or path is none of these. */
const looksLikeCode = (host: string): boolean => packageBeginning.test(host) || /[A-Z]/.test(host.slice(1));

/** Comparable form of a service's name: `Payment_Gateway` and `payment-gateway` are one. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[-_\s]/g, '');

const wordPattern = /[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]/g;

/** What a status is called: `502 Bad Gateway` names no service, whatever services there are. */
const statusWords =
  /\b(?:bad gateway|gateway time-?out|payment required|proxy authentication required|internal server error|service unavailable)\b/gi;

/** Reads names out of log lines. Build once per diagnosis: `knownServices` are the catalogue's and the telemetry's names, `otherNames` theirs elsewhere. */
export function createMentionReader(
  knownServices: Iterable<string>,
  otherNames: Iterable<OtherName> = [],
): (line: string, ownService: string) => Mention[] {
  const { serviceIn, serviceAtHost } = nameReader(knownServices, otherNames);
  return (wholeLine, ownService) => {
    const line = wholeLine.slice(0, maxLineRead);
    const found = new Map<string, Mention>();
    const add = (kind: Mention['kind'], text: string): void => {
      if (kind === 'service' && text === ownService) return;
      if (found.size < maxMentions) found.set(`${kind} ${text}`, { kind, text });
    };
    for (const [word] of line.replace(statusWords, '').matchAll(wordPattern)) {
      const service = serviceIn(word);
      if (service !== undefined) add('service', service);
    }
    for (const { host, index } of hostsIn(line)) {
      const service = serviceAtHost(host);
      const isHost = beforeHost.test(line.slice(Math.max(0, index - 16), index));
      if (service !== undefined) add('service', service);
      else if (insideEnding.test(host)) add('host', host.toLowerCase());
      else if (isHost || (publicEnding.test(host) && !looksLikeCode(host))) add('external_host', host.toLowerCase());
    }
    for (const host of dialledHostsIn(line)) {
      const service = serviceAtHost(host);
      if (service !== undefined) add('service', service);
      else add('host', host.toLowerCase());
    }
    for (const [ip] of line.matchAll(ipWord)) add('host', ip);
    for (const match of line.matchAll(versionWord)) add('version', match[1] ?? match[0]);
    return [...found.values()];
  };
}

type NameLookup = (word: string) => string | undefined;

/** The service that a word of a line means, and the one that a host means: an everyday word is another's name only as a host. */
function nameReader(
  knownServices: Iterable<string>,
  otherNames: Iterable<OtherName>,
): { serviceIn: NameLookup; serviceAtHost: NameLookup } {
  const own = new Map<string, string>();
  for (const service of knownServices) if (plainName(service).length >= 3) own.set(plainName(service), service);
  const others = new Map<string, string>();
  for (const { name, service } of otherNames)
    if (plainName(name).length >= 3 && !own.has(plainName(name))) others.set(plainName(name), service);
  const nameIn = (names: ReadonlyMap<string, string>, word: string): string | undefined => {
    const whole = names.get(plainName(word));
    if (whole !== undefined || !word.includes('.')) return whole;
    // `payment-gateway.shop.svc` is the service; `payment-gateway.example.com` is somebody's website.
    return publicEnding.test(word) ? undefined : names.get(plainName(word.slice(0, word.indexOf('.'))));
  };
  return {
    serviceIn: (word) => nameIn(own, word) ?? (isCompound(word) ? nameIn(others, word) : undefined),
    serviceAtHost: (host) => nameIn(own, host) ?? nameIn(others, host),
  };
}

/** `pg-main`, `redis01`: no word that people write for another reason. */
const isCompound = (word: string): boolean => /[A-Za-z][-_][A-Za-z0-9]|[A-Za-z]\d|[A-Za-z]\.[A-Za-z]/.test(word);
