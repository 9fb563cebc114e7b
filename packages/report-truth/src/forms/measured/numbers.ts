import type { MetricSeries } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../../claim.ts';
import { beganAt, grew, moved, reached, wasUsual } from '../../observed/course.ts';
import { clockOf, readRounded } from '../../observed/rounded-number.ts';
import { countStatement, isQuoteOf } from '../../observed/texts.ts';
import type { ReportCase } from '../../report-case.ts';

/** `checkout error ratio: 38 % (normal: 0.2 %)`. */
export const shiftTitle = /^(?<name>[^"]+): (?<value>[^:()]+) \(normal: (?<normal>[^()]+)\)$/;

/** The moment at which the report says that a series left its normal range; the earliest value since the alarm otherwise. */
function momentOf(
  series: MetricSeries,
  title: string,
  { report, observed }: ReportCase,
): { at: number; until: number; isShift: boolean } {
  const told = report.evidence.find((one) => one.title === title && one.facts.metric === series.name);
  const recovered = told?.facts.recoveredAt;
  return {
    at: told?.at ?? observed.observations.window.from,
    until: typeof recovered === 'number' ? recovered : Number.POSITIVE_INFINITY,
    isShift: told?.kind !== 'metric_normal' && told?.at != null,
  };
}

/** The value and the normal value of a series, as a title gives them. */
export function checkShiftTitle(title: string, one: ReportCase): ClaimCheck[] | null {
  const { name, value, normal } = shiftTitle.exec(title)?.groups ?? {};
  if (name === undefined || value === undefined || normal === undefined) return null;
  const all = one.observed.seriesNamed(name);
  if (all.length === 0) return [check('number', false, `no series is called ${name}`)];
  const [now, before] = [value, normal].map((text) => readRounded(text.replace(/ more$/, '')));
  if (now == null || before == null)
    return [{ kind: 'unread', isTrue: null, why: `not a number: ${value}, ${normal}` }];
  if (/ restarts\b/.test(name))
    [now.low, now.high, before.low, before.high] = [
      now.low - 0.51,
      now.high + 0.51,
      before.low - 0.51,
      before.high + 0.51,
    ];
  const metric = one.report.evidence.find((each) => each.title === title)?.facts.metric;
  const meant = all.find((series) => series.name === metric) ?? all[0];
  if (meant === undefined) return null;
  const { at, until, isShift } = momentOf(meant, title, one);
  const from = isShift ? at : 0;
  const first = isShift ? at : one.observed.observations.alarmAt;
  if (value.endsWith(' more'))
    return [check('number', grew(meant, now, from, until), `${name} did not grow by ${value}`)];
  return [
    check('number', reached(meant, now, from, until), `${name} was not ${value} after ${clockOf(from)}`),
    check('number', wasUsual(meant, before, first), `${name} was not ${normal} before ${clockOf(first)}`),
    ...(isShift
      ? [
          check(
            'direction',
            moved(meant, now.low + now.high >= before.low + before.high ? 'up' : 'down', at),
            `${name} did not go from ${normal} to ${value}`,
          ),
        ]
      : []),
  ];
}

/** That a series began to rise or fall at a moment. */
export function checkBegan(name: string, verb: string, at: number, one: ReportCase): ClaimCheck[] {
  const all = one.observed.seriesNamed(name);
  if (all.length === 0) return [check('direction', false, `no series is called ${name}`)];
  const direction = verb === 'rise' ? 'up' : 'down';
  return [
    check(
      'direction',
      all.some((series) => moved(series, direction, at)),
      `${name} did not ${verb} at ${clockOf(at)}`,
    ),
    check(
      'time',
      all.some((series) => beganAt(series, direction, at)),
      `${name} has no value at ${clockOf(at)}, or had moved before`,
    ),
  ];
}

/** That a service logged a line, so many times now and before. */
export function checkLogged(
  service: string,
  quote: string,
  { observed }: ReportCase,
  counts: { now?: string | undefined; before?: string | undefined },
): ClaimCheck[] {
  const digests = observed.observations.logs.filter((digest) => digest.service === service);
  const lines = digests.flatMap((digest) => [...digest.lines, ...digest.baselineLines]);
  if (!lines.some(({ message }) => isQuoteOf(quote, message)))
    return [check('quote', false, `${service} did not log "${quote}"`)];
  const count = countStatement(digests, quote);
  const checks = [check('quote', true, '')];
  if (counts.now !== undefined)
    checks.push(
      check(
        'number',
        isAbout(counts.now, count),
        `${service} logged it ${count.same} to ${Math.round(count.alike)} times`,
      ),
    );
  if (counts.before === 'none')
    checks.push(check('number', count.before === 0, `${service} logged it ${count.before} times before`));
  return checks;
}

/** At least the lines that are word by word the same, at most all that are alike. */
function isAbout(text: string, { same, alike }: { same: number; alike: number }): boolean {
  const said = readRounded(text);
  return said !== null && said.high >= same && said.low <= 1.1 * alike + 1;
}

/** Minutes or hours in words. */
export const minutesIn = (words: string): number => {
  const said = readRounded(words);
  return said === null ? Number.NaN : (said.low + said.high) / 2 / 60;
};
