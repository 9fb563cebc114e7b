import { Failure } from '@incidentfox/failures';
import type { Breakdown, Window } from '@incidentfox/incident';
import { answerWith, checkWith, spanOf } from '../answering/index.ts';
import type { Check, DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { listByLabels } from '../service-identity/list-by-labels.ts';
import { webAddress } from '../vendor-http/addresses.ts';
import { askAlerts } from './ask-alerts.ts';
import { askMetrics } from './ask-metrics.ts';
import { askTopology } from './ask-topology.ts';
import { askBreakdowns } from './breakdowns/ask-breakdowns.ts';
import { connectPrometheus } from './client.ts';
import type { PrometheusDeps } from './deps.ts';
import { askInspections } from './inspections/ask-inspections.ts';
import { askOtherSeries } from './other-series/ask-other-series.ts';
import { anySeries, labelMatchers } from './queries.ts';
import { prometheusSettings } from './settings.ts';
import { sweepMetrics } from './sweep/sweep-metrics.ts';
import { sweepTopology } from './sweep/sweep-topology.ts';
import { toExpressionLink } from './to-expression-link.ts';
import { createLookUps } from './vocabulary/look-ups.ts';
import { askAlarmSignals } from './written/ask-alarm-signals.ts';
import { checkConfigured } from './written/check-configured.ts';

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
      metrics: settings.metrics,
      linkTo: (expression, span) => toExpressionLink(settings.public_url ?? webAddress(settings.url), expression, span),
    }),
};

const dayMs = 24 * 60 * 60_000;

/** A data source over one Prometheus, however it is reached. */
export function createPrometheus(source: PrometheusDeps): DataSource {
  const { id, kind, client, now } = source;
  const lookUps = createLookUps(source);

  return {
    id,
    kind,
    capabilities: new Set(['metrics', 'alerts', 'topology']),
    metrics: async (question) => {
      let breakdowns: Breakdown[] = [];
      const answer = await answerWith(source, question, async (run) => {
        const found = await lookUps.metricsOf(question, spanOf(question), run);
        if (found.place.open !== null) {
          run.leaveOpen(`${question.service.name} was ${found.place.open}`);
          return [];
        }
        if (found.place.told !== null) run.warn(found.place.told);
        const isMeasured = found.requests !== null || found.store !== null;
        const [series, alarms, inspected, others] = await Promise.all([
          askMetrics(source, question, run, found),
          askAlarmSignals(source, question, run, lookUps.rules),
          askInspections(source, question, run, found),
          askOtherSeries(source, question, run, { others: found.others, isMeasured, readFacts: lookUps.facts }),
        ]);
        breakdowns = await askBreakdowns(source, question, run, { found, series });
        return [...series, ...alarms, ...inspected, ...others];
      });
      return breakdowns.length === 0 ? answer : { ...answer, breakdowns };
    },
    alerts: (question) => answerWith(source, question, (run) => askAlerts(source, question, run)),
    topology: (question) => answerWith(source, question, (run) => askTopology(source, question, run)),
    sweeps: {
      metrics: (question) => answerWith(source, question, (run) => sweepMetrics(source, question, run)),
      topology: (question) => answerWith(source, question, (run) => sweepTopology(source, question, run)),
    },
    check: async (signal) => {
      let configured: Check[] = [];
      const [identity, metrics] = await Promise.all([
        checkWith('identity', async () => `version ${await client.version(signal)}`),
        checkWith('metrics', () => countJobs(source, { from: now() - dayMs, to: now() }, signal)),
        answerWith(source, { signal, caps: defaultCaps }, async (run) => {
          configured = await checkConfigured(source, run);
          return [];
        }),
      ]);
      return [identity, metrics, ...configured];
    },
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (run) => {
        const span = { from: now() - dayMs, to: now() };
        const present = new Set(await client.labelNames(anySeries(source.matchers), span, run));
        const valuesOf = (label: string) =>
          run.part(label, () => client.labelValues(label, anySeries(source.matchers), span, run));
        const names = await listByLabels(present, valuesOf, source.serviceLabels);
        return names.map((name) => ({ name, vendorName: name }));
      }),
  };
}

async function countJobs({ client, matchers }: PrometheusDeps, span: Window, signal: AbortSignal): Promise<string> {
  const series = anySeries(matchers);
  const jobs = await client.labelValues('job', series, span, { signal });
  if (jobs.length > 0) return `${jobs.length} jobs in the last day`;
  const metrics = await client.labelValues('__name__', series, span, { signal });
  if (metrics.length > 0) return `0 jobs, and ${metrics.length} metrics in the last day`;
  throw new Failure('config', 'it has no series of the last day: is this the right server, and the right tenant?');
}
