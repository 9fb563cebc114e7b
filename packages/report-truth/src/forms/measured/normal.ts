import type { MetricSeries } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../../claim.ts';
import { leftNormalRange } from '../../observed/course.ts';
import { minuteMs } from '../../observed/rounded-number.ts';
import { isAlike, statementIn } from '../../observed/texts.ts';
import { type ReportCase, troubleFrom } from '../../report-case.ts';

/** What would show that a service fails or is slow. */
const isTelling = ({ signal }: MetricSeries): boolean => /^(?:error_|latency_|availability|queue_age)/.test(signal);
const isResource = ({ signal, peer }: MetricSeries): boolean =>
  peer === undefined && /^(?:cpu|memory|disk|saturation|network)$/.test(signal);

/** A little before, so that a rise that came in slowly is not a part of the normal time. */
const normalUntil = (one: ReportCase): number => troubleFrom(one) - 2 * minuteMs;

const thatLeft = (series: readonly MetricSeries[], one: ReportCase, direction?: 'up'): MetricSeries | undefined =>
  series.find((each) => leftNormalRange(each, normalUntil(one), direction));

/** That series of these names stayed in their normal range: they were measured, and did. */
export function checkNormal(name: string, one: ReportCase): ClaimCheck {
  const series = one.observed.seriesNamed(name);
  if (series.length === 0) return check('coverage', false, `${name} was not measured`);
  return check(
    'coverage',
    series.some((each) => thatLeft([each], one) === undefined),
    `${name} left its normal range`,
  );
}

/** That series of these names did not rise: they were measured, and did not. */
export function checkNotRisen(name: string, one: ReportCase): ClaimCheck {
  const series = one.observed.seriesNamed(name);
  if (series.length === 0) return check('coverage', false, `${name} was not measured`);
  return check('coverage', thatLeft(series, one, 'up') === undefined, `${name} rose`);
}

/** That nothing is wrong with a service: something was measured that would show it, and it is normal. */
export function checkAllNormal(service: string, one: ReportCase): ClaimCheck {
  const series = one.observed.seriesAbout(service);
  const left = thatLeft(series.filter(isTelling), one, 'up');
  if (left !== undefined) return check('coverage', false, `${service} ${left.signal} left its normal range`);
  const isSeen = series.some(isTelling) || one.observed.observations.logs.some((digest) => digest.service === service);
  return check('coverage', isSeen, `nothing was measured of ${service} that would show its trouble`);
}

/** That a service's own resources stayed normal: they were measured, and did. */
export function checkResources(service: string, one: ReportCase): ClaimCheck {
  const series = one.observed.seriesOf(service).filter(isResource);
  if (series.length === 0) return check('coverage', false, `no resource of ${service} was measured`);
  const left = thatLeft(series, one, 'up');
  return check('coverage', left === undefined, `${service} ${left?.signal} left its normal range`);
}

/** That the logs hold no new errors: they were asked for them, and every statement among them was there before. */
export function checkQuietLogs(service: string, { observed }: ReportCase): ClaimCheck {
  const digests = observed.observations.logs.filter((one) => one.service === service);
  if (digests.length === 0) return check('coverage', false, `the logs of ${service} were not read`);
  const before = new Map(
    digests.flatMap(({ baselineLines }) => baselineLines.map(({ message }) => [statementIn(message), message])),
  );
  const errors = digests.flatMap(({ lines, level }) => lines.filter((line) => (line.level ?? level) === 'error'));
  const fresh = errors.filter(
    ({ message }) =>
      !before.has(statementIn(message)) && ![...before.values()].some((known) => isAlike(message, known)),
  );
  return check(
    'coverage',
    fresh.length < 3,
    `${service} logs ${fresh.length} lines that were not there before: ${fresh[0]?.message}`,
  );
}

/** That so many of so many signals are normal: as many were measured, and no more left their normal range plainly than the rest of them. */
export function checkCounted(normal: number, signals: number, one: ReportCase): ClaimCheck {
  const { series } = one.observed.observations;
  if (normal > signals || signals > series.length)
    return check('number', false, `${series.length} signals were observed, and ${normal} of ${signals} are counted`);
  const left = series.filter((each) => leftNormalRange(each, normalUntil(one))).length;
  return check('number', signals - normal >= left - (series.length - signals), `${left} left their normal range`);
}
