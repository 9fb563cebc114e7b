import type { Alteration } from '../../alteration.ts';
import { type DiffLine, enclosing, type Hunk, type ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

const keyWords = /partition|shard|hash_?key|routing_?key|distribution_?key|bucket_?key|row_?key|partitioner/i;

/** Keys that spread records over partitions and now spread them less, or otherwise. */
export const partitionKeys: Detector = {
  wakesOn: [],
  detect: (file, { added }) => {
    const isAboutKeys = keyWords.test(file.path.replaceAll(/([a-z])([A-Z])/g, '$1_$2'));
    // Most files speak of no keys anywhere, and then no line has to be looked at with what stands around it.
    if (!isAboutKeys && !file.hunks.some(speaksOfKeys)) return [];
    return added.flatMap((line) => spread(file, line, isAboutKeys));
  },
};

const speaksOfKeys = ({ heading, lines }: Hunk): boolean =>
  keyWords.test(heading) || lines.some(({ text }) => keyWords.test(text));

function spread(file: ParsedFile, line: DiffLine, isAboutKeys: boolean): Alteration[] {
  const { partner } = line;
  if (partner === null || !/["'`+{]/.test(line.text)) return [];
  const around = [line.code, line.hunk.heading, ...enclosing(line, 2).map(({ code }) => code)];
  if (!isAboutKeys && !around.some((text) => keyWords.test(text))) return [];
  const [was, now] = [partsOf(partner.text), partsOf(line.text)];
  const gone = [...was].filter((part) => !now.has(part));
  if (gone.length === 0 || now.size >= was.size) return [];
  return alter(file, {
    kind: 'partition_key',
    what: 'key of partitions',
    line,
    from: `with ${gone.join(' ')}`,
    to: 'without it',
  });
}

/** Names of what varies: placeholders of texts, and variables and calls beside them. */
function partsOf(text: string): Set<string> {
  const inTexts = [...text.matchAll(/[{<]\s*([\w.]+)[^{}<>]*[}>]/g)].map((match) => match[1] ?? '');
  const outside = text.replace(/(["'`])(?:\\.|(?!\1).)*\1/g, ' ').match(/[A-Za-z_]\w*(?:\.\w+)*/g) ?? [];
  return new Set(
    [...inTexts, ...outside].filter((name) => !/^(?:return|const|let|var|val|f|final|String|string)$/.test(name)),
  );
}
