import type { MetricSeries, Window } from '@incidentfox/incident';
import { type QuestionRun, spanOf } from '../../answering/index.ts';
import type { Question } from '../../data-source.ts';
import type { PrometheusDeps } from '../deps.ts';
import { minStepMs } from '../limits.ts';
import type { SeenNaming } from '../namings/seen-naming.ts';
import { literally, matches } from '../queries.ts';
import { type Chosen, chooseMetrics, type MetricFacts, type OtherMetric, toMetrics } from './choose-metrics.ts';
import { shiftOf } from './find-shifted.ts';
import { otherLimits } from './limits.ts';
import { pairsOf, toSaturation } from './pair-limits.ts';
import { partLabel, toOtherSeries, toPlainSamples } from './to-other-series.ts';

/** What the exporters say of their metrics, by name; nothing where that cannot be read. */
export type ReadFacts = (run: QuestionRun) => Promise<ReadonlyMap<string, MetricFacts>>;

/**
 * What else a service's exporters measure, whatever it is called: of the most telling metrics those that left their normal. Asked of the
 * data twice a naming: how many series there are, and then plain sums at a coarse step, from which rates and means are computed here.
 */
export async function askOtherSeries(
  source: PrometheusDeps,
  question: Question,
  run: QuestionRun,
  of: { readonly others: readonly SeenNaming[]; readonly isMeasured: boolean; readonly readFacts: ReadFacts },
): Promise<MetricSeries[]> {
  if (of.others.length === 0) return [];
  const facts = await of.readFacts(run);
  const found = await Promise.all(
    of.others.map((seen) =>
      askNaming(source, question, run, { seen, facts, isMeasured: of.isMeasured }).catch((): MetricSeries[] => {
        run.warn(`what else ${question.service.name} measures could not be read`);
        return [];
      }),
    ),
  );
  const { before } = question.baselines;
  const shifted = found
    .flat()
    .map((series) => ({ series, shift: shiftOf(series, before, question.window) }))
    .filter(({ shift }) => shift > 0)
    .sort((a, b) => b.shift - a.shift);
  return shifted
    .slice(0, of.isMeasured ? otherLimits.maxBesideKnown : otherLimits.maxShown)
    .map(({ series }) => series);
}

async function askNaming(
  source: PrometheusDeps,
  question: Question,
  run: QuestionRun,
  of: { readonly seen: SeenNaming; readonly facts: ReadonlyMap<string, MetricFacts>; readonly isMeasured: boolean },
): Promise<MetricSeries[]> {
  const { seen, facts, isMeasured } = of;
  const span = spanOf(question);
  const under = [seen.matcher, ...source.matchers];
  const minWeight = isMeasured ? otherLimits.minWeightBesideKnown : 0;
  const all = toMetrics(seen.metrics, (name) => facts.get(name)).filter(({ weight }) => weight >= minWeight);
  const pairs = pairsOf(seen.metrics).slice(0, otherLimits.maxPairs);
  if (all.length === 0 && pairs.length === 0) return [];
  const chosen = chooseMetrics(all, await sizesOf(source, run, under, span), otherLimits);
  tellWhatIsLeftOut(question.service.name, chosen, run);
  const stepMs = Math.max(minStepMs, Math.ceil((span.to - span.from) / otherLimits.maxPoints / minStepMs) * minStepMs);
  const names = new Set([
    ...chosen.metrics.flatMap((one) => one.names),
    ...pairs.flatMap(({ used, limit }) => [used, limit]),
  ]);
  const selected = `{${[matches('__name__', [...names].map(literally).join('|')), ...under].join(',')}}`;
  const query = plainQuery(selected);
  run.query(query);
  const samples = toPlainSamples(await source.client.queryRange(query, span, stepMs, run));
  const service = question.service.name;
  const saturated = pairs.map((pair) => toSaturation(service, pair, samples, stepMs)).filter((one) => one !== null);
  const paired = new Set(saturated.flatMap(({ name }) => name.split(' / ')));
  const rest = chosen.metrics.filter(({ name }: OtherMetric) => !paired.has(name));
  return [
    ...saturated,
    ...rest.map((one) => toOtherSeries(service, one, samples, stepMs)).filter((one) => one !== null),
  ];
}

/** Sums and counts by name in one answer; names are copied to another label, as functions drop their own. */
const plainQuery = (selected: string): string => {
  const named = (of: string) => `label_replace(${of}, "name", "$1", "__name__", "(.+)")`;
  return `${named(`sum by (__name__) (${selected})`)} or label_replace(${named(`count by (__name__) (${selected})`)}, "${partLabel}", "count", "", "")`;
};

/** How many series each metric has now, or had before the trouble: so that what crashed is counted as well. */
async function sizesOf(
  source: PrometheusDeps,
  run: QuestionRun,
  under: readonly string[],
  span: Window,
): Promise<ReadonlyMap<string, number>> {
  const earlier = Math.max(1, Math.round((span.to - span.from - otherLimits.afterStartMs) / 1000));
  const count = (more: string) => `count by (__name__) ({${under.join(',')}}${more})`;
  const query = `${count('')} or ${count(` offset ${earlier}s`)}`;
  run.query(query);
  const counted = await source.client.query(query, span.to, run);
  return new Map(counted.map(({ metric, value: [, size] }) => [metric.__name__ ?? '', size ?? 0]));
}

function tellWhatIsLeftOut(
  service: string,
  { metrics, total, totalSeries, shownSeries }: Chosen,
  run: QuestionRun,
): void {
  if (metrics.length === total) return;
  run.warn(
    `of ${total} other metrics of ${service} (${totalSeries} series) the ${metrics.length} most telling (${shownSeries} series) were looked at`,
  );
}
