import type { MetricSeries, Point } from '@incidentfox/incident';
import { labelsMatch, namesOf, type QuestionRun, spanOf } from '../../answering/index.ts';
import type { Question } from '../../data-source.ts';
import { ownWords } from '../../environment/own-words.ts';
import { isElsewhere } from '../../environment/place-labels.ts';
import type { PrometheusDeps } from '../deps.ts';
import { minStepMs } from '../limits.ts';
import type { AlertingRule } from '../responses.schema.ts';
import { splitThreshold } from './split-threshold.ts';

/** Rules of one service whose expressions are asked, series of each, and points of a series. */
const maxRules = 3;
const maxSeriesOfRule = 4;
const maxPointsOfRule = 120;
const maxExpressionLength = 100;

export type ReadRules = (run: QuestionRun) => Promise<readonly AlertingRule[]>;

/**
 * What the team's own alerts about the service measure, asked as the rules say and told by their labels: without the comparison, so that
 * normal time is seen as well. What cannot be read is a warning.
 */
export async function askAlarmSignals(
  source: PrometheusDeps,
  question: Question,
  run: QuestionRun,
  readRules: ReadRules,
): Promise<MetricSeries[]> {
  const names = namesOf(question.service, source.kind);
  const rules = rulesOf(await readRules(run), question, names).slice(0, maxRules);
  const found = await Promise.all(
    rules.map((rule) =>
      askRule(source, question, run, { rule, names }).catch((): MetricSeries[] => {
        run.warn(`what the alert ${rule.name} measures could not be read`);
        return [];
      }),
    ),
  );
  return found.flat();
}

/** Rules that fire for the service now, then those that speak of it. */
function rulesOf(all: readonly AlertingRule[], question: Question, names: readonly string[]): AlertingRule[] {
  const own = ownWords(question.service);
  const isHere = (labels: Readonly<Record<string, string>>) =>
    labelsMatch(labels, names) && !isElsewhere(labels, question.place, own);
  const firing = all.filter(({ alerts }) => alerts.some(({ labels }) => isHere(labels)));
  const about = all.filter((rule) => !firing.includes(rule) && (isHere(rule.labels) || speaksOf(rule, names)));
  return [...firing, ...about];
}

/** A matcher of its expression is one of the names. */
const speaksOf = ({ query }: AlertingRule, names: readonly string[]): boolean =>
  names.some((name) => query.includes(`="${name}"`) || query.includes(`=~"${name}"`));

async function askRule(
  source: PrometheusDeps,
  question: Question,
  run: QuestionRun,
  { rule, names }: { readonly rule: AlertingRule; readonly names: readonly string[] },
): Promise<MetricSeries[]> {
  const threshold = splitThreshold(rule.query);
  const measured = threshold?.measured ?? rule.query;
  const span = spanOf(question);
  const stepMs = Math.max(minStepMs, Math.ceil((span.to - span.from) / maxPointsOfRule / minStepMs) * minStepMs);
  run.query(measured);
  const answer = await source.client.queryRange(measured, span, stepMs, run);
  // A rule that is about this service alone has no label that says so.
  const isAlone = speaksOf(rule, names) || labelsMatch(rule.labels, names);
  const own = answer.filter(({ metric }) => labelsMatch(metric, names));
  const kept = own.length > 0 ? own : isAlone ? answer : [];
  const limit = threshold === null ? '' : ` ${threshold.comparison} ${threshold.limit}`;
  const text = measured.replaceAll(/\s+/g, ' ');
  const short = text.length > maxExpressionLength ? `${text.slice(0, maxExpressionLength - 1)}…` : text;
  return kept.slice(0, maxSeriesOfRule).map(({ metric, values }): MetricSeries => {
    const { __name__: _, ...labels } = metric;
    return {
      service: question.service.name,
      signal: 'custom',
      name: `alert ${rule.name}: ${short}${limit}`,
      unit: '1',
      labels: kept.length > 1 ? labels : {},
      stepMs,
      points: values.map(([at, value]): Point => [Math.round(at * 1000), value]),
    };
  });
}
