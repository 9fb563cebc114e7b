import { maxLineRead } from '../thresholds.ts';

/** A host before a port, in an address, or after a word that announces one. */
const host =
  /(?:[a-z][a-z+]*:\/\/(?:[^\s/@"']+@)?|\b(?:dial tcp|lookup|host|server|connect(?:ing)? to|connection to|getaddrinfo \w+)[=: "'(]+)([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)|\b([a-z](?:[a-z0-9.-]*[a-z0-9])?):\d{2,5}\b/gi;
/** A name after a word that tells of a call: a host only when its form says so, or when it is a service's name. */
const calledName =
  /\b(?:UnknownHostException:|resolve|certificate (?:for|of)|call(?:ing|s)? (?:to )?|(?:query|failed) on|from|reach|upstream)\s*["'(]*([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?![a-z0-9_.$/-]*[A-Z(])/gi;
const publicHost =
  /^(?!(?:java|javax|org|com|net|io)\.)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|co|dev|cloud|app|ai|eu|de|uk|us|example)$/i;
const notHost = /^(?:localhost|tcp|udp|http|https|lookup|error|failed|connect|at|line|port|server|\d[\d.]*)$/i;
/** `dial tcp cache-main:6379`, `redis://cache-main:6379`: a bare name is a host where something connects to it. */
const namedPort =
  /(?:\bdial tcp |\bconnect(?:ing|ion)?(?: to)? |:\/\/(?:[^\s@/]*@)?|@|\bhost[=: "']+)([a-z][a-z0-9-]*[a-z0-9])(?::\d{2,5})\b/gi;

/** Bare names that something connects to. */
export function* dialledHostsIn(line: string): Generator<string> {
  for (const [, host = ''] of line.matchAll(namedPort)) yield host;
}

/**
 * What a line that tells of a call says was called. `isSure` where its form says so: in an address, before a port, or a public name; else it
 * only stands after a word that tells of a call. Text is untrusted: only names are taken.
 */
export function* calledHostsIn(wholeLine: string): Generator<{ host: string; isSure: boolean }> {
  const line = wholeLine.slice(0, maxLineRead);
  for (const [, announced, withPort] of line.matchAll(host)) {
    const found = announced ?? withPort ?? '';
    if (isHost(found)) yield { host: found, isSure: true };
  }
  for (const [, found = ''] of line.matchAll(calledName))
    if (isHost(found)) yield { host: found, isSure: publicHost.test(found) };
}

const isHost = (name: string): boolean => name.length >= 3 && !notHost.test(name.toLowerCase());
