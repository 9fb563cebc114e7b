import type { Alteration, AlterationKind } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

/** By what the line speaks of: what a name that was exchanged is for. The first that fits is taken. */
const purposes: readonly (readonly [AlterationKind, string, RegExp, number])[] = [
  ['topic', 'name of a topic', /topic|queue|exchange|subject|channel|stream|routing|event|group/i, 1],
  [
    'endpoint',
    'name of a setting',
    /environ|getenv|process\.env|ENV\[|config\.|secretKeyRef|secretName|valueFrom|\.get_secret/i,
    0.9,
  ],
  ['endpoint', 'path of a route', /^["'`]?\/\w|["'`]\/[\w{:]/, 0.8],
  ['format', 'format of a date', /pattern|format|strftime|strptime/i, 0.9],
  [
    'format',
    'naming of fields',
    /NamingPolicy|PropertyNaming|naming_?strategy|camelize|snake_?case|camel_?case|key_?transform/i,
    1.2,
  ],
];
/** Texts for people and for logs are no names that anybody looks up. */
const forPeople =
  /\blog|print|warn|error\(|debug|title|label|message|caption|description|placeholder|\btext\b|tooltip|translate|\bt\(|console|raise|throw|panic|Errorf|comment|color|class(?:Name)?=/i;

/** A name that others know, exchanged for another: a topic, a field, a path, a setting; and keys of a cache that became finer. */
export const renamedValues: Detector = {
  wakesOn:
    'topic queue exchange subject channel stream routing event group environ getenv process env config secret path route url get post put use pattern format strftime strptime naming policy property case key cache placed created status state type kind name const final static paid'.split(
      ' ',
    ),
  detect: (file, { added }) => added.flatMap((line) => [...exchanged(file, line), ...finerKey(file, line)].slice(0, 1)),
};

function exchanged(file: ParsedFile, line: DiffLine): Alteration[] {
  const { partner } = line;
  if (partner === null || isConfiguration(file.language) || forPeople.test(line.code)) return [];
  const now = namesIn(line);
  const was = namesIn(partner);
  const isSameElse = shapeOf(line.code) === shapeOf(partner.code);
  if (!isSameElse || now.join() === was.join() || now.length !== was.length) return [];
  const at = now.findIndex((name, i) => name !== was[i]);
  const from = was[at] ?? '';
  const to = now[at] ?? '';
  if (!isName.test(from) || !isName.test(to)) return [];
  const stem = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const found = purposes.find(([, , words], at) => words.test(line.code) || (at === 0 && words.test(stem)));
  const [kind, what, , weight] = found ?? (['format', 'name', null, 0.6] as const);
  return alter(file, { kind, what, line, from, to, weight });
}

/** What programs look up: no sentences, no numbers, no addresses of people. */
const isName = /^[/:{]?[\w$]*[A-Za-z][\w$./:{}-]*$/;

/** Literals, and members of an enumeration of naming rules. */
const namesIn = ({ literals, code }: DiffLine): readonly string[] =>
  literals.length > 0
    ? literals
    : (code.match(/\b(?:Camel|Snake|Kebab|Pascal)\w*\b|\bLOWER_\w+\b|\bUPPER_\w+\b/g) ?? []);

const shapeOf = (code: string): string =>
  code
    .replace(/(["'`])(?:\\.|(?!\1).)*\1/g, '""')
    .replace(/\b(?:Camel|Snake|Kebab|Pascal)\w*\b|\b(?:LOWER|UPPER)_\w+\b/g, 'N');

const keyWords = /key|cache/i;
const varying = /time\.time|Date\.now|now\(\)|uuid|random|session|user(?:_?id)?\b|request_?id|trace/i;

/** A key with one part more is met less often: the cache empties. */
function finerKey(file: ParsedFile, line: DiffLine): Alteration[] {
  const { partner } = line;
  if (partner === null || !keyWords.test(line.code) || !keyWords.test(partner.code)) return [];
  if (!varying.test(line.code) || varying.test(partner.code)) return [];
  return alter(file, { kind: 'cache_removed', what: 'key of a cache made finer', line });
}
