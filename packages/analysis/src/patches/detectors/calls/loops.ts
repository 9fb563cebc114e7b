import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import { type DiffLine, enclosing, type ParsedFile, sideOf } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';
import { remoteCallIn } from './remote-call.ts';

const header =
  /^(?:\}\s*)?(?:await\s+)?(?:for|foreach|while|until)\b|\bdo\s*\|[^|]*\|\s*$|\.(?:forEach|each|each_with_index|map|flatMap|collect|filter|reject|times|find_each|ForEach|Select|mapNotNull)\s*(?:\(.*(?:=>|->)\s*[{(]?$|\(\s*(?:async\s*)?(?:function\b.*)?\{?$|\{.*$|do\b)/;
/** Waits for work or tries again: one round is one piece of work, not one of many in a request. */
const noLoop =
  /^for\s*\{|\bwhile\s*\(?\s*(?:true|True|1|!|not\b|ctx|running)|\bfor\s*\(\s*;\s*;|attempt|retr(?:y|ies)|range\s+(?:time|ticker|ch\b|msgs?\b|messages\b|jobs\b|events\b)|\bconsumer\b/i;
const inline =
  /(?:\.(?:map|forEach|each|flatMap|filter|Select|ForEach|collect)\s*(?:\(|\{)\s*(?:async\s*)?(?:\(?\s*[\w, {}]+\)?\s*(?:=>|->)|\|[^|]*\|)\s*)(.+)|^[^#]*\[\s*(.+?)\s+for\s+\w[\w, ]*\s+in\b/;
const boundary =
  /^(?:async\s+)?(?:def|func|function|fun|class)\b|^(?:public|private|protected|internal|export)\b.*[({]\s*$/;

/** Calls and queries that are now made once for each item. */
export const loops: Detector = {
  // Anything may be called in a loop; what talks to others is known by the name it is called on.
  wakesOn:
    'db tx conn connection pool session cursor cur database context em manager template jdbc knex prisma sequelize mongo collection queries repo repository dao objects find where create exists pluck query exec execute fetch axios http https requests httpx client stub gateway redis rdb memcache memcached jedis producer publisher row async select insert update delete rest web get'.split(
      ' ',
    ),
  detect: (file, { added }) =>
    isConfiguration(file.language) || file.language === 'sql'
      ? []
      : [...added, ...file.deepened].flatMap((line) => looped(file, line)),
};

function looped(file: ParsedFile, line: DiffLine): Alteration[] {
  const kind = remoteCallIn(line.bare, line.literals);
  if (kind === null || !isInLoop(line, kind)) return [];
  const callee = calleeOf(line.bare);
  const wasLooped = sideOf(line.hunk, 'before').some(
    (other) =>
      calleeOf(other.bare) === callee && remoteCallIn(other.bare, other.literals) !== null && isInLoop(other, kind),
  );
  if (
    wasLooped ||
    (line.partner !== null &&
      isInLoop(line.partner, kind) &&
      remoteCallIn(line.partner.bare, line.partner.literals) !== null)
  )
    return [];
  const alterationKind = kind === 'query' ? 'query_in_loop' : 'call_in_loop';
  return alter(file, {
    kind: alterationKind,
    what: kind === 'query' ? 'query inside a loop' : 'call inside a loop',
    line,
    to: callee,
  });
}

const calleeOf = (bare: string): string =>
  /([\w$.]+)\s*(?:<[^<>]*>)?\(/.exec(bare.replace(/^(?:if|for|while|return|await)\s*\(?\s*/, ''))?.[1] ?? '';

function isInLoop(line: DiffLine, kind: 'query' | 'call'): boolean {
  const within = inline.exec(line.bare);
  const body = within?.[1] ?? within?.[2];
  if (body !== undefined && remoteCallIn(body, kind === 'query' ? line.literals : []) === kind) return true;
  for (const { bare } of enclosing(line, 6)) {
    if (header.test(bare)) return !noLoop.test(bare) && remoteCallIn(bare, []) === null;
    if (boundary.test(bare)) return false;
  }
  return false;
}
