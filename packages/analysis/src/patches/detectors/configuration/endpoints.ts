import type { Alteration } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

const url =
  /\b(?:https?|grpcs?|amqps?|rediss?|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|kafka|nats|tcp|wss?|jdbc:\w+|ldaps?|s3|smtps?):\/\/[^\s"'`<>)}\]]+/i;
const hostPort = /(?<![\w.:/])((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z][a-z0-9-]*[a-z0-9]):(\d{2,5})\b(?![\w:])/i;
const hostName =
  /\b(?:\w*(?:host|hostname|server|endpoint|address|addr|broker|brokers|upstream|bucket|region|cluster|database|db_?name))["'\]]*\s*(?::=|=>|[:=,(])\s*["'`]([\w.-]{3,})["'`]/i;
const plainHost =
  /^-?\s*[\w.-]*(?:host|hostname|endpoint|address|region|cluster|server)\s*[:=]\s*["']?([a-z][\w.-]*)["']?$/i;
const port = /\b\w*(?:port|Port|PORT)["'\]]*\s*(?::=|=>|[:=,(])\s*["']?(\d{2,5})\b/;
const path = /["'`](\/[\w{}$:.*/-]{2,})["'`?]/;
const pathCall =
  /\b(?:get|post|put|patch|delete|fetch|request|mapping|route|path|url|uri|handle\w*|exchange|prefix|endpoint)\b/i;
const idle =
  /homepage|repository|"?\$?schema|xmlns|license|bugs|documentation|@see|docs?_?url|readme|funding|sourceMap/i;

/** Hosts, ports, addresses and paths that now point elsewhere. */
export const endpoints: Detector = {
  wakesOn:
    'http https url urls uri host hosts hostname server servers endpoint endpoints address addr broker brokers upstream port path get post put patch delete fetch request mapping route prefix grpc redis amqp postgres postgresql mysql mongodb kafka jdbc tcp nats wss ws ldap bucket region cluster smtp database target svc local com net io proxy pass handle'.split(
      ' ',
    ),
  detect: (file, { added }) => added.flatMap((line) => moved(file, line)),
};

const kinds: readonly (readonly [string, RegExp, number])[] = [
  ['address', url, 1],
  ['address', hostPort, 1],
  ['host', hostName, 0.9],
  ['host', plainHost, 0.9],
  ['port', port, 0.9],
];

function moved(file: ParsedFile, line: DiffLine): Alteration[] {
  const { partner } = line;
  if (partner === null || idle.test(line.code) || /\bimport\b|\brequire\(|^using |image:|^FROM /.test(line.code))
    return [];
  for (const [what, pattern, weight] of kinds) {
    const [was, now] = [pattern.exec(partner.code), pattern.exec(line.code)];
    if (was === null || now === null) continue;
    const [from, to] = [was[2] ? was[0] : (was[1] ?? was[0]), now[2] ? now[0] : (now[1] ?? now[0])];
    if (withoutQuery(from) === withoutQuery(to)) continue;
    return alter(file, { kind: 'endpoint', what, line, from, to, weight });
  }
  const [was, now] = [path.exec(partner.code)?.[1], path.exec(line.code)?.[1]];
  if (was === undefined || now === undefined || was === now || !pathCall.test(line.bare)) return [];
  return alter(file, { kind: 'endpoint', what: 'path', line, from: was, to: now, weight: 0.7 });
}

/** Options behind `?` are settings and read as such; so is who logs in. */
const withoutQuery = (address: string): string =>
  address
    .replace(/\?.*$/, '')
    .replace(/\/\/[^/@]*@/, '//')
    .replace(/\/$/, '');
