import type { Evidence, MetricSeries } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import { cameBackAt, samplesOf } from '../observed/course.ts';
import { clockOf, readRounded } from '../observed/rounded-number.ts';
import type { ReportCase } from '../report-case.ts';
import { checkAltered } from './changed/altered.ts';
import { shiftTitle } from './measured/numbers.ts';

/** What a piece of evidence holds beside its title: what is drawn, linked, dated and quoted of it elsewhere. */
export function checkFacts(evidence: Evidence, one: ReportCase): ClaimCheck[] {
  return [
    ...provenance(evidence, one),
    ...(evidence.kind.startsWith('metric_') ? measured(evidence, one) : []),
    ...(evidence.kind === 'change' ? changeFacts(evidence, one) : []),
  ];
}

/** It comes from a source that answered, and its link from what was observed. */
function provenance({ source, link, questionId }: Evidence, { observed }: ReportCase): ClaimCheck[] {
  const { answered } = observed.observations;
  return [
    ...(source === null
      ? []
      : [
          check(
            'name',
            answered.some((each) => each.source === source && each.questionId === questionId),
            `${source} did not answer ${questionId}`,
          ),
        ]),
    ...(link === null ? [] : [check('quote', observed.isKnown(link), `nothing that was observed links to ${link}`)]),
  ];
}

/** Its numbers are those of its title, what is drawn are values of the series, and it came back when it is said to have. */
function measured({ title, facts, value, baseline, spark, at }: Evidence, { observed }: ReportCase): ClaimCheck[] {
  const { name = '', value: now = '', normal = '' } = shiftTitle.exec(title)?.groups ?? {};
  const series = observed.seriesNamed(name).find((each) => each.name === facts.metric);
  if (series === undefined) return [];
  const { recoveredAt } = facts;
  const direction = facts.direction === 'down' ? 'down' : 'up';
  return [
    check(
      'number',
      isRoundedTo(value, now) && isRoundedTo(baseline, normal),
      `${title} is of ${value} and ${baseline}`,
    ),
    ...(spark === null ? [] : [check('number', isDrawnFrom(spark, series), `what is drawn are no values of ${name}`)]),
    ...(typeof recoveredAt !== 'number' || at === null
      ? []
      : [
          check(
            'time',
            cameBackAt(series, direction, at, recoveredAt),
            `${name} was not back at ${clockOf(recoveredAt)}`,
          ),
        ]),
  ];
}

function isRoundedTo(value: number | null, text: string): boolean {
  const said = readRounded(text.replace(/ more$/, ''));
  const slack = 1e-9 * Math.max(1, Math.abs(value ?? 0));
  return said === null || value === null || (value >= said.low - slack && value <= said.high + slack);
}

function isDrawnFrom(spark: readonly number[], series: MetricSeries): boolean {
  const values = new Set(samplesOf(series).map(([, value]) => value));
  return spark.every((value) => values.has(value));
}

/** Moments at which something was done about a change, and what its diff says: each of them was observed. */
function changeFacts(evidence: Evidence, one: ReportCase): ClaimCheck[] {
  const { facts, service, id } = evidence;
  const moments = ['undoneAt', 'takenBackAt', 'rolledOutSinceAt'].flatMap((name) => {
    const at = facts[name];
    return typeof at === 'number' ? [{ name, at }] : [];
  });
  const said = { text: evidence.title, evidence: [id] };
  return [
    ...moments.map(({ name, at }) =>
      check(
        'change',
        one.observed.changesOf(service).some(({ startedAt }) => startedAt === at),
        `${name}: ${service} was not changed at ${clockOf(at)}`,
      ),
    ),
    ...(typeof facts.says === 'string' ? [checkAltered(facts.says, one, said)] : []),
  ];
}
