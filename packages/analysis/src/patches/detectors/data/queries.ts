import type { Alteration } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';

const eager =
  /\.(?:includes|preload|eager_load)\(?\s*[:(]|\bselect_related\(|\bprefetch_related\(|\.(?:Include|ThenInclude)\(|\b(?:JOIN\s+FETCH|join\s+fetch)\b|@EntityGraph|\b(?:joinedload|selectinload|subqueryload)\(|\.Preload\(|FetchType\.EAGER|\.populate\(/;
const bounded =
  /\bLIMIT\s+(?:\d|\?|\$|:|%)|\bFETCH\s+FIRST\b|\bTOP\s*\(?\s*\d|\.(?:limit|take|Take|Limit|setMaxResults|first)\(\s*[\w.]+\s*\)|\[:\s*\w+\s*\]|\bPageable\b|\bPageRequest\b|\.paginate\(|\.page\(/i;
const where = /\bWHERE\b|\.(?:where|Where|filter|filter_by)\(/;
const isQuery =
  /\b(?:SELECT|UPDATE|DELETE)\b|\.(?:find|findAll|where|Where|query|select|from|objects|all|filter|findMany|Find|Order|order_by|orderBy)\b/;
const statement = /\b(?:SELECT\b.*\bFROM|UPDATE\b.*\bSET|DELETE\s+FROM)\b/i;

/** What a query gained that costs: tested on the new line and not on the one before. */
const gains: readonly (readonly [string, RegExp, number])[] = [
  [
    'leading wildcard',
    /\bI?LIKE\s+\(?["']%|\bI?LIKE\s+(?:CONCAT\(\s*)?["']%|\bLIKE\s+'?%\$|\b__i?contains\b|\.includes\(.*sql/i,
    1.1,
  ],
  [
    'function on a column',
    /\b(?:WHERE|AND|OR|ON)\s+(?:LOWER|UPPER|DATE|CAST|TRIM|COALESCE|TO_CHAR|DATE_TRUNC|SUBSTR\w*|YEAR|MONTH|JSON_EXTRACT)\s*\(/i,
    1.1,
  ],
  ['ORDER BY', /\bORDER\s+BY\b|\.(?:order_by|orderBy|OrderBy\w*|order|Order|sort)\(/i, 0.8],
  [
    'join',
    /\b(?:LEFT|RIGHT|INNER|CROSS|FULL)?\s*(?:OUTER\s+)?JOIN\s+(?!FETCH)\w+|\.(?:joins|join|Joins|leftJoin|innerJoin\w*)\(/i,
    0.7,
  ],
  ['DISTINCT', /\bSELECT\s+DISTINCT\b|\.(?:distinct|Distinct)\(/i, 0.6],
  ['count of all rows', /\bCOUNT\s*\(\s*\*?\s*\)|\.count\(\)/i, 0.5],
  ['OFFSET', /\bOFFSET\s+(?:\d|\?|\$|:)/i, 0.6],
  ['OR', /\bWHERE\b.*\bOR\b/i, 0.6],
];

/** Any of them in one look. */
const anyGain = new RegExp(gains.map(([, { source }]) => `(?:${source})`).join('|'), 'i');

/** Queries that read, sort or join more than before. */
export const queries: Detector = {
  wakesOn:
    'update delete destroy includes include preload eager select prefetch related join joins graph joinedload selectinload subqueryload fetch populate limit top take first pageable paginate where filter order orderby sort like ilike distinct count offset lower'.split(
      ' ',
    ),
  detect: (file, { removed, added }) => {
    if (['yaml', 'terraform', 'docker', 'proto'].includes(file.language) || isSchema.test(file.path)) return [];
    return [
      ...added.flatMap((line) => unbound(file, line)),
      ...removed.flatMap((line) => lost(file, line)),
      ...added.flatMap((line) => gained(file, line)),
    ];
  },
};
const isSchema = /migrat|db\/changelog/i;

const writes =
  /\b(?:update_all|delete_all|updateMany|deleteMany|update|delete|destroy_all|ExecuteUpdate|ExecuteDelete)\w*\(|\b(?:UPDATE|DELETE)\b/;

/** What was written to a few rows is written to all. */
const unbound = (file: ParsedFile, line: DiffLine): Alteration[] =>
  line.partner !== null &&
  writes.test(line.code) &&
  writes.test(line.partner.code) &&
  where.test(line.partner.code) &&
  !where.test(line.code)
    ? alter(file, {
        kind: 'query',
        what: 'condition of an update',
        line,
        from: 'some rows',
        to: 'all rows',
        weight: 1.3,
      })
    : [];

/** Quoted SQL and SQL of its own in every language; chains of an ORM by their calls. */
const isInQuery = (line: DiffLine, file: ParsedFile): boolean =>
  file.language === 'sql' ||
  statement.test(line.code) ||
  (isQuery.test(line.code) && /\.\w+\(/.test(line.code)) ||
  /^["'+\s`]*(?:WHERE|AND|ORDER BY|LIMIT|FROM|(?:LEFT |INNER )?JOIN|GROUP BY)\b/.test(line.text) ||
  isQuery.test(neighbours(line));

function neighbours(line: DiffLine): string {
  const near = line.hunk.lines.slice(Math.max(0, line.at - 4), line.at + 4);
  return near
    .filter(({ sign }) => sign !== (line.sign === '+' ? '-' : '+'))
    .map(({ code }) => (statement.test(code) || /^["'`]*(?:SELECT|FROM|UPDATE)\b/.test(code) ? 'SELECT' : ''))
    .join('');
}

function lost(file: ParsedFile, line: DiffLine): Alteration[] {
  if (!eager.test(line.code) && !bounded.test(line.code) && !where.test(line.code)) return [];
  const now = textOf(line, ['+']);
  const found = (what: string, weight = 1): Alteration[] =>
    alter(file, { kind: 'query', what, line: line.partner ?? line, from: 'present', to: 'removed', weight });
  const isKept = /\w/.test(now) || line.hunk.lines.some(({ sign, code }) => sign === ' ' && isQuery.test(code));
  if (!isKept || file.isDeleted) return [];
  if (eager.test(line.code) && !eager.test(now)) return found('eager loading', 1.25);
  if (!isInQuery(line, file)) return [];
  if (bounded.test(line.code) && !bounded.test(now)) return found('LIMIT', 1.1);
  if (
    where.test(line.code) &&
    line.partner !== null &&
    statement.test(line.partner.code) &&
    !where.test(line.partner.code)
  )
    return found('WHERE', 1.2);
  return [];
}

function gained(file: ParsedFile, line: DiffLine): Alteration[] {
  if (!anyGain.test(line.code)) return [];
  // A whole new statement is a new feature; what is added to an old one is a change of it.
  const isExtension = line.partner !== null || !statement.test(line.code);
  if (!isExtension || !isInQuery(line, file)) return [];
  const was = textOf(line, ['-']);
  const hadQuery =
    line.partner !== null ||
    line.hunk.lines.some(
      ({ sign, code }) => sign !== '+' && (isQuery.test(code) || statement.test(code) || /\bFROM\b/.test(code)),
    );
  if (!hadQuery) return [];
  for (const [what, pattern, weight] of gains) {
    if (!pattern.test(line.code) || pattern.test(was)) continue;
    if (!(file.language === 'sql' || statement.test(line.code) || /[A-Z]{4}|\.\w+\(/.test(line.code))) continue;
    if (
      /\.(?:sort|order|join|count|distinct)\(/.test(pattern.exec(line.code)?.[0] ?? '') &&
      !/\.(?:where|filter|objects|query|select|from|find\w*|all|orderBy|joins|includes)\b/.test(line.code) &&
      !/^\./.test(line.code)
    )
      continue;
    return alter(file, { kind: 'query', what, line, from: null, to: 'added', weight });
  }
  const orderWas = /\bORDER\s+BY\s+([\w.,\s]+)/i.exec(line.partner?.code ?? '')?.[1]?.trim();
  const orderNow = /\bORDER\s+BY\s+([\w.,\s]+)/i.exec(line.code)?.[1]?.trim();
  if (orderWas !== undefined && orderNow !== undefined && orderWas !== orderNow)
    return alter(file, { kind: 'query', what: 'ORDER BY', line, from: orderWas, to: orderNow, weight: 0.8 });
  return [];
}
