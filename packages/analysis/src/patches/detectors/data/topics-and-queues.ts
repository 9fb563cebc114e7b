import type { Alteration } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

const named =
  /\b(\w*(?:topics?|queue(?:_?(?:name|url))?|exchange|routing_?key|stream(?:_?name)?|subject|channel(?:_?name)?|consumer_?group|group_?id|subscription|table_?name|index_?name|collection(?:_?name)?|bucket(?:_?name)?))["'\]]*\s*(?::=|=>|[:=,(]|\s)\s*\{?\s*["'`]?([\w./:-]{3,})["'`]?/i;

/** Topics, queues, streams, tables and buckets that are now called by another name. */
export const topicsAndQueues: Detector = {
  wakesOn:
    'topic topics queue exchange routing stream subject channel consumer group subscription table collection bucket index kafka'.split(
      ' ',
    ),
  detect: (file, { added }) => (file.language === 'sql' ? [] : added.flatMap((line) => renamed(file, line))),
};

function renamed(file: ParsedFile, line: DiffLine): Alteration[] {
  if (line.partner === null || /^(?:import|from|using)\b/.test(line.code)) return [];
  const [was, now] = [named.exec(line.partner.code), named.exec(line.code)];
  if (was === null || now === null || was[1]?.toLowerCase() !== now[1]?.toLowerCase()) return [];
  const [from, to] = [was[2] ?? '', now[2] ?? ''];
  const isQuoted = line.literals.includes(to) && line.partner.literals.includes(from);
  const isPlain = ['yaml', 'properties'].includes(file.language) && /[a-z]/i.test(from) && /[a-z]/i.test(to);
  if (from === to || /^\d/.test(to) || !(isQuoted || isPlain) || /^(?:true|false|null|none|string)$/i.test(to))
    return [];
  return alter(file, { kind: 'topic', what: (now[1] ?? 'topic').replaceAll('_', ' ').toLowerCase(), line, from, to });
}
