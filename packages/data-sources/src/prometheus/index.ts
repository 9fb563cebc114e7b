import type { Breakdown, Window } from '@incidentfox/incident';
import { answerWith, checkWith, createCache, type QuestionRun, spanOf } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition, Question } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { listByLabels } from '../service-identity/list-by-labels.ts';
import { askAlerts } from './ask-alerts.ts';
import { askMetrics } from './ask-metrics.ts';
import { askTopology } from './ask-topology.ts';
import { askBreakdowns } from './breakdowns/ask-breakdowns.ts';
import { connectPrometheus } from './client.ts';
import type { PrometheusDeps } from './deps.ts';
import { labelMatchers } from './queries.ts';
import { prometheusSettings } from './settings.ts';
import { sweepMetrics } from './sweep/sweep-metrics.ts';
import { sweepTopology } from './sweep/sweep-topology.ts';
import { toExpressionLink } from './to-expression-link.ts';
import { discoverMetrics } from './vocabulary/discover-metrics.ts';
import type { ServiceMetrics } from './vocabulary/service-metrics.ts';

/** Prometheus and everything that speaks its API: Mimir, Thanos, VictoriaMetrics. */
export const prometheus: DataSourceDefinition<typeof prometheusSettings> = {
  kind: 'prometheus',
  title: 'Prometheus',
  settings: prometheusSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createPrometheus({
      id,
      kind: 'prometheus',
      now,
      client: connectPrometheus(settings, id, { now, onUnauthorized }),
      serviceLabels: settings.service_label === undefined ? null : [settings.service_label].flat(),
      rateWindowSeconds: settings.rate_window_seconds,
      matchers: labelMatchers(settings.matchers),
      linkTo: (expression, span) => toExpressionLink(settings.public_url ?? settings.url, expression, span),
    }),
};

const dayMs = 24 * 60 * 60_000;

/** A data source over one Prometheus, however it is reached. */
export function createPrometheus(source: PrometheusDeps): DataSource {
  const { id, kind, client, now } = source;
  // What things are called changes rarely: questions share the look-ups.
  const labels = createCache<ReadonlySet<string>>(now);
  const services = createCache<ServiceMetrics>(now);

  async function metricsOf({ service, place }: Question, span: Window, run: QuestionRun): Promise<ServiceMetrics> {
    const read = async () => {
      const present = await labels.getOrLoad('', async () => new Set(await client.labelNames(null, span, run)));
      return discoverMetrics(source, service, present, { span, run, wanted: place });
    };
    return services.getOrLoad(JSON.stringify([service.name, place ?? null]), read, ({ requests }) => requests !== null);
  }

  return {
    id,
    kind,
    capabilities: new Set(['metrics', 'alerts', 'topology']),
    metrics: async (question) => {
      let breakdowns: Breakdown[] = [];
      const answer = await answerWith(source, question, async (run) => {
        const found = await metricsOf(question, spanOf(question), run);
        if (found.place.open !== null) {
          run.leaveOpen(`${question.service.name} was ${found.place.open}`);
          return [];
        }
        if (found.place.told !== null) run.warn(found.place.told);
        const series = await askMetrics(source, question, run, found);
        breakdowns = await askBreakdowns(source, question, run, { found, series });
        return series;
      });
      return breakdowns.length === 0 ? answer : { ...answer, breakdowns };
    },
    alerts: (question) => answerWith(source, question, (run) => askAlerts(source, question, run)),
    topology: (question) => answerWith(source, question, (run) => askTopology(source, question, run)),
    sweeps: {
      metrics: (question) => answerWith(source, question, (run) => sweepMetrics(source, question, run)),
      topology: (question) => answerWith(source, question, (run) => sweepTopology(source, question, run)),
    },
    check: (signal) =>
      Promise.all([
        checkWith('identity', async () => `version ${await client.version(signal)}`),
        checkWith('metrics', async () => {
          const jobs = await client.labelValues('job', null, { from: now() - dayMs, to: now() }, { signal });
          return `${jobs.length} jobs in the last day`;
        }),
      ]),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (run) => {
        const span = { from: now() - dayMs, to: now() };
        const present = new Set(await client.labelNames(null, span, run));
        const valuesOf = (label: string) => run.part(label, () => client.labelValues(label, null, span, run));
        const names = await listByLabels(present, valuesOf, source.serviceLabels);
        return names.map((name) => ({ name, vendorName: name }));
      }),
  };
}
