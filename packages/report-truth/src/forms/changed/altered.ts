import { type ClaimCheck, check } from '../../claim.ts';
import type { ReportCase } from '../../report-case.ts';
import type { CitedSentence } from '../sentence-form.ts';

/** How what a change did is told: `changed the pool size from 50 to 5 in ...`. */
export const alteration =
  '(?:changed|set|added|removed|dropped|renamed|bypassed|emptied|inverted|made|moved|took|stopped|updated|downgraded) .+ in `.+`';

/** The file was altered, and the values stand in the lines that were. */
export function checkAltered(what: string, { observed, byId }: ReportCase, said: CitedSentence): ClaimCheck {
  const path = /`(.+)`/.exec(what)?.[1];
  const change = said.evidence.flatMap((id) => byId.get(id) ?? []).filter(({ kind }) => kind === 'change');
  const files = observed.observations.changes
    .filter(({ startedAt, service }) => change.some((one) => one.at === startedAt && one.service === service))
    .flatMap(({ patch }) => patch?.files ?? [])
    .filter((file) => path === undefined || isPath(file.path, path));
  const [, from, to] = / from (\S+) to (\S+) in `/.exec(what) ?? [];
  const lines = files.flatMap(({ diff }) => diff?.split('\n') ?? []);
  const has = (sign: string, value: string | undefined) =>
    value === undefined ||
    !/^[\d.]+$/.test(value) ||
    lines.some((line) => line.startsWith(sign) && (line.includes(value) || isProductIn(line, Number(value))));
  return check('quote', files.length > 0 && has('-', from) && has('+', to), `no change ${what}`);
}

/** `60 * 15` is 900 to everybody who reads it. */
const isProductIn = (line: string, value: number): boolean =>
  (line.match(/\d[\d_.]*(?:\s*\*\s*\d[\d_.]*)+/g) ?? []).some(
    (product) => product.split('*').reduce((all, one) => all * Number(one.replaceAll('_', '')), 1) === value,
  );

/** A part of a path may be hidden, as what looks like a secret is. */
const isPath = (path: string, shown: string): boolean => {
  const [first = '', ...rest] = shown.split('[hidden]');
  const plain = path.replaceAll('`', "'");
  return rest.length === 0 ? plain === first : plain.startsWith(first) && plain.endsWith(rest.at(-1) ?? '');
};
