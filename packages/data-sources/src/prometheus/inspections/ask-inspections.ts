import type { MetricSeries, Point } from '@incidentfox/incident';
import { type QuestionRun, spanOf } from '../../answering/index.ts';
import type { Question } from '../../data-source.ts';
import type { PrometheusDeps } from '../deps.ts';
import { minStepMs } from '../limits.ts';
import type { SeenNaming } from '../namings/seen-naming.ts';
import { selector } from '../queries.ts';
import type { MatrixSeries } from '../responses.schema.ts';
import type { ServiceMetrics } from '../vocabulary/service-metrics.ts';
import { allInspections } from './all-inspections.ts';
import { isAlarming } from './decide-alarm.ts';
import { growthInAnHour } from './growth-in-an-hour.ts';
import type { Inspection } from './inspection.ts';
import { limitWords } from './limit-words.ts';
import { requestInspections } from './request-inspections.ts';

const maxPointsOfInspection = 120;
/** The label that tells the parts of one answer apart. */
const partLabel = 'incidentfox_inspection';

/**
 * What is usually too much, looked at in one request for everything that the service's metrics allow. Given is what is beyond its limit in
 * the window and was not before, with its normal beside it. What cannot be read is a warning.
 */
export async function askInspections(
  source: PrometheusDeps,
  question: Question,
  run: QuestionRun,
  found: ServiceMetrics,
): Promise<MetricSeries[]> {
  const span = spanOf(question);
  const stepMs = Math.max(minStepMs, Math.ceil((span.to - span.from) / maxPointsOfInspection / minStepMs) * minStepMs);
  const windowSeconds = Math.max(source.rateWindowSeconds, stepMs / 1000);
  const planned = planInspections(found, source.matchers, `${windowSeconds}s`);
  if (planned.length === 0) return [];
  const parts = planned.map(({ value }, at) => `label_replace(${value}, "${partLabel}", "${at}", "", "")`);
  const query = parts.join(' or ');
  run.query(query);
  const answer = await source.client.queryRange(query, span, stepMs, run).catch((): MatrixSeries[] => {
    run.warn(`what usually is too much could not be looked at for ${question.service.name}`);
    return [];
  });
  return planned.flatMap(({ inspection }, at): MetricSeries[] => {
    const values = answer.find(({ metric }) => metric[partLabel] === String(at))?.values ?? [];
    const read = values.map(([seconds, value]): Point => [Math.round(seconds * 1000), value]);
    const points = inspection.isGrowth ? growthInAnHour(read) : read;
    if (!isAlarming(inspection, points, question.baselines.before, question.window)) return [];
    return [
      {
        service: question.service.name,
        signal: 'custom',
        name: `${inspection.title} (${limitWords(inspection)})`,
        unit: inspection.unit,
        labels: {},
        stepMs,
        points,
      },
    ];
  });
}

/** The inspections whose metrics the service has, each title once. */
function planInspections(
  { requests, inspected }: ServiceMetrics,
  always: readonly string[],
  window: string,
): { inspection: Inspection; value: string }[] {
  const possible = allInspections.filter(({ needs }) => needs.every((name) => namingOf(inspected, name) !== undefined));
  const all = [...(requests === null ? [] : requestInspections(requests)), ...possible];
  const select = (metric: string, ...more: string[]) =>
    selector(
      metric,
      [namingOf(inspected, metric)?.matcher ?? '', ...more, ...always].filter((one) => one !== ''),
    );
  const titles = new Set<string>();
  return all.flatMap((inspection) => {
    if (titles.has(inspection.title)) return [];
    titles.add(inspection.title);
    return [{ inspection, value: inspection.value(select, window) }];
  });
}

const namingOf = (seen: readonly SeenNaming[], metric: string) => seen.find(({ metrics }) => metrics.has(metric));
