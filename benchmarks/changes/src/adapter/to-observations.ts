import type { Alert, Observations, Window } from '@incidentfox/incident';
import type { ChangeCase } from '../cases/change-case.ts';
import { type JsonRow, serviceNames, textOf, timeNames, timeOf } from '../cases/fields.ts';
import { readMetricName } from './read-metric-name.ts';
import { readCommits } from './roll-out.ts';
import { readSpans } from './spans.ts';
import { toDeploys, toFlagChanges } from './to-changes.ts';
import { edgesOfMap, edgesOfSpans } from './to-edges.ts';
import { readEvents } from './to-events.ts';
import { toLogDigests } from './to-log-digests.ts';
import { toProviderStatuses } from './to-provider-statuses.ts';
import { toSeries } from './to-series.ts';

/** An investigation looks so far back from the alarm; what lies before is its baseline. */
const LOOKBACK_MS = 30 * 60_000;

/** A case in our words, as an investigation would have collected it, and what of it could not be read. */
export function toObservations(given: ChangeCase): { observations: Observations; unread: string[] } {
  const series = toSeries(given.samples);
  const spans = readSpans(given.traces);
  const services = servicesOf(given);
  const { infra, changes: happenings, skipped } = readEvents(given.events);
  const deploys = toDeploys(given.deploys, readCommits(given.commits), services);
  const statuses = toProviderStatuses(given.statusFeed);
  const { alarmAt, window } = whenOf(given);
  const alert = given.alert ?? {};
  const service = textOf(alert, ...serviceNames);
  const metric = textOf(alert, 'metric', 'metric_name', 'signal');
  const logs = toLogDigests(given.logs, window);
  const edges = [...edgesOfSpans(spans), ...edgesOfMap(given.serviceMap)];
  const observations: Observations = {
    window,
    alarmAt,
    affected: service === undefined ? [] : [service],
    ...(service !== undefined && metric !== undefined && { target: targetOf(service, metric, given) }),
    series,
    logs,
    changes: [...deploys, ...toFlagChanges(given.flags), ...happenings].sort((a, b) => a.startedAt - b.startedAt),
    changeHistories: [],
    alerts: alertsOf(alert, alarmAt),
    infra,
    errors: [],
    edges,
    ...(statuses.length > 0 && { providerStatuses: statuses }),
    gaps: [],
    answered: [
      asked('metrics', series.length, series.length > 0),
      asked('logs', logs.length, logs.length > 0),
      asked('topology', edges.length, edges.length > 0),
      asked('traces', spans.length, spans.length > 0),
      asked('changes', deploys.length, given.deploys.length + given.flags.length > 0),
      asked('infra', infra.length, infra.length > 0),
      asked('alerts', 1, given.alert !== null),
    ].flat(),
  };
  return { observations, unread: skipped > 0 ? [...given.unread, `${skipped} events`] : [...given.unread] };
}

/** The alert that is the case's own; its words are what the incident begins with. */
function alertsOf(alert: JsonRow, startedAt: number): Alert[] {
  const name = textOf(alert, 'monitor', 'name', 'title', 'metric', 'summary');
  if (name === undefined) return [];
  const metric = textOf(alert, 'metric', 'metric_name');
  const severity = textOf(alert, 'severity', 'priority');
  const said = [textOf(alert, 'summary', 'message', 'description'), textOf(alert, 'detail', 'details')];
  const description = said.filter((text) => text !== undefined).join(' ');
  return [
    {
      id: 'alert',
      name,
      state: 'firing',
      ...(severity !== undefined && { severity }),
      service: textOf(alert, ...serviceNames) ?? null,
      startedAt,
      labels: metric === undefined ? {} : { metric },
      ...(description !== '' && { description }),
      questionId: 'alerts',
    },
  ];
}

function asked(capability: string, items: number, isThere: boolean): Observations['answered'] {
  return isThere ? [{ questionId: capability, capability, service: null, source: 'case', items }] : [];
}

function targetOf(service: string, metric: string, { samples }: ChangeCase): { service: string; signal: string } {
  const values = samples.filter((one) => one.service === service && one.metric === metric).map(({ value }) => value);
  return { service, signal: readMetricName(metric, values).signal };
}

function servicesOf({ samples, logs, traces, deploys }: ChangeCase): string[] {
  const named = [...logs, ...traces, ...deploys].map((row) => textOf(row, ...serviceNames) ?? '');
  return [...new Set([...samples.map(({ service }) => service), ...named])].filter((name) => name !== '').sort();
}

/** At least half of what lies before the alarm is left as baseline. Without a time of the alarm it is the last sample's. */
function whenOf({ alert, samples, logs }: ChangeCase): { alarmAt: number; window: Window } {
  const times = [...samples.map(({ at }) => at), ...timesOf(logs)];
  const [first, last] = times.reduce(
    ([least, most], at) => [Math.min(least, at), Math.max(most, at)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const fired = alert === null ? undefined : timeOf(alert, 'fired_at', 'triggered_at', 'alarm_at', ...timeNames);
  const alarmAt = fired ?? (times.length > 0 ? last : 0);
  const start = times.length > 0 ? Math.min(first, alarmAt) : alarmAt - 2 * LOOKBACK_MS;
  const from = Math.max(alarmAt - LOOKBACK_MS, alarmAt - (alarmAt - start) / 2);
  return { alarmAt, window: { from, to: Math.max(times.length > 0 ? last : 0, alarmAt) + 1 } };
}

const timesOf = (rows: readonly JsonRow[]): number[] => rows.flatMap((row) => timeOf(row, ...timeNames) ?? []);
