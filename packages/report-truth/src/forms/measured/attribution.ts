import type { Breakdown, Evidence, LogLine } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../../claim.ts';
import type { ReportCase } from '../../report-case.ts';

const measures: Readonly<Record<string, Breakdown['measure']>> = {
  errors: 'failed_requests',
  'slow requests': 'slow_requests',
  'additional requests': 'requests',
  'error lines': 'error_lines',
  'additional lines': 'lines',
};
const form =
  /: (?<amount>all|nearly all|(?:\d+|less than 1) % of the) (?<what>errors|slow requests|additional requests|error lines|additional lines) come from (?<place>.+), with .+$/s;

/** Where exactly: the values are there, and hold about as large a share of what was counted as it is said. */
export function checkPlace({ title, service, facts }: Evidence, { observed }: ReportCase): ClaimCheck[] | null {
  const { amount, what, place } = form.exec(title)?.groups ?? {};
  const measure = measures[what ?? ''];
  if (amount === undefined || measure === undefined || place === undefined) return null;
  const { breakdowns = [], logs } = observed.observations;
  const asked = breakdowns.filter((one) => one.service === service && one.measure === measure);
  const values = Object.entries(facts).flatMap(([key, value]) =>
    typeof value === 'string' && !notLabels.has(key) ? value.split(', ') : [],
  );
  const said = amount === 'all' ? 1 : amount === 'nearly all' ? 0.995 : Number.parseInt(amount, 10) / 100;
  const shares = asked.map((one) => shareOf(one, values));
  const lines = logs.filter((digest) => digest.service === service).flatMap((digest) => digest.lines);
  if (asked.length === 0)
    return [
      check(
        'place',
        values.some((value) => lines.some((line) => hasValue(line, value))),
        `no line of ${service} has ${values.join(', ')}`,
      ),
    ];
  return [
    check(
      'place',
      shares.some((share) => share >= said - 0.15),
      `they hold ${shares.map((share) => share.toFixed(2)).join(', ')}`,
    ),
  ];
}

const notLabels = new Set(['measure', 'drawn', 'ofValues']);
const hasValue = ({ fields = {}, message, host }: LogLine, value: string): boolean =>
  Object.values(fields).includes(value) || host === value || message.includes(value);

/** The rows that have all of the labels that the values are of. What a value always did may be taken off, so the share is a lower bound. */
function shareOf({ rows }: Breakdown, values: readonly string[]): number {
  const total = rows.reduce((sum, { inTrouble }) => sum + inTrouble, 0);
  const held = rows.filter(({ labels }) => Object.values(labels).some((value) => values.includes(value)));
  return held.reduce((sum, { inTrouble }) => sum + inTrouble, 0) / Math.max(1, total);
}
