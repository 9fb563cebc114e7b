import type { MetricSeries, Point } from '@incidentfox/incident';
import type { Knowledge } from '../knowledge.ts';
import type { TelemetryChannel } from '../physics/channels.ts';
import { type Component, isApp, isStore } from '../system/component.ts';
import type { Add, Measured } from './measured.ts';
import { Sampler } from './sampler.ts';
import { toClientSeries } from './to-client-series.ts';
import { toPodSeries } from './to-pod-series.ts';

/** All series of the components that were asked about. */
export function toSeries(measured: Measured, covered: ReadonlySet<number>): MetricSeries[] {
  const { system, channels, knowledge, timeline } = measured;
  const series: MetricSeries[] = [];
  const sampler = new Sampler(measured.random, timeline);
  for (const component of system.components) {
    const channel = channels.components[component.index];
    if (!covered.has(component.index) || channel === undefined) continue;
    const add: Add = (signal, unit, name, points, more = {}) =>
      series.push({
        service: component.name,
        signal,
        name,
        unit,
        labels: {},
        stepMs: timeline.stepMs,
        points,
        questionId: `q-metrics-${component.index}`,
        ...more,
      });
    addRequests(component, channel, knowledge, sampler, withResets(measured, component, add));
    addResources(component, channel, knowledge, sampler, add);
    if (knowledge.clientMetrics !== 'none') toClientSeries(measured, component, sampler, add);
    if (knowledge.hasPods && isApp(component)) toPodSeries(measured, component, channel, sampler, add);
  }
  return series;
}

function addRequests(
  component: Component,
  channel: TelemetryChannel,
  knowledge: Knowledge,
  sampler: Sampler,
  add: Add,
): void {
  // A queue and a job answer no requests that anybody measures.
  if (component.role === 'queue' || component.role === 'job') return;
  const noise = component.isQuiet ? 0.35 : 0.07;
  if (knowledge.hasRates)
    add('request_rate', '1/s', 'http_requests_total', sampler.around(channel.rate, component.isQuiet ? 0.25 : 0.05));
  if (knowledge.hasErrors)
    add('error_ratio', 'ratio', 'http_requests_total', sampler.shareOf(channel.failing, channel.rate));
  if (knowledge.hasMedian)
    add('latency_p50', 's', 'http_request_duration_seconds', sampler.skewed(channel.p50, noise / 2));
  add('latency_p95', 's', 'http_request_duration_seconds', sampler.skewed(channel.p95, noise));
  if (knowledge.hasTails)
    add('latency_p99', 's', 'http_request_duration_seconds', sampler.skewed(channel.p99, 2 * noise));
}

function addResources(
  component: Component,
  channel: TelemetryChannel,
  knowledge: Knowledge,
  sampler: Sampler,
  add: Add,
): void {
  const { role, calls, memoryLimit } = component;
  add('cpu', 'cores', 'container_cpu_usage_seconds_total', sampler.around(channel.cores, 0.07));
  add('memory', 'By', 'container_memory_working_set_bytes', sampler.around(channel.memory, 0.012));
  if (knowledge.hasRestarts && isApp(component))
    add('restarts', 'count', 'kube_pod_container_status_restarts_total', sampler.counted(channel.restarts));
  if (role === 'queue')
    add('queue_age', 's', 'queue_oldest_message_age_seconds', sampler.around(queueAge(channel, knowledge), 0.1));
  if (isStore(component) && role !== 'cache')
    add('disk', 'ratio', 'volume_used_bytes / capacity', sampler.around(channel.disk, 0.003));
  if (!knowledge.hasSaturation) return;
  if (role === 'database')
    add(
      'saturation',
      'ratio',
      'pg_stat_activity_count / pg_settings_max_connections',
      sampler.around(channel.pool, 0.05),
    );
  if (isApp(component) && calls.length > 0)
    add(
      'saturation',
      'ratio',
      'hikaricp_connections_active / hikaricp_connections_max',
      sampler.around(channel.pool, 0.12),
    );
  const share = channel.memory.map((bytes) => bytes / memoryLimit);
  add(
    'saturation',
    'ratio',
    'container_memory_working_set_bytes / kube_pod_container_resource_limits',
    sampler.around(share, 0.012),
  );
}

/** A step's share of an inflow that could not be taken is a share of its duration that has to wait. */
const queueAge = ({ backlogS }: TelemetryChannel, { stepMs }: Knowledge): Float64Array =>
  backlogS.map((steps) => 0.5 + (steps * stepMs) / 1000);

/** Counters begin at zero again when a service starts anew, and the rate of that step is too low or unknown. */
function withResets({ random, timeline, changes }: Measured, { name }: Component, add: Add): Add {
  const starts = changes.filter(({ service, kind }) => service === name && kind === 'deploy' && random.happens(0.4));
  const steps = new Set(starts.map(({ startedAt }) => Math.ceil((startedAt - timeline.from) / timeline.stepMs)));
  if (steps.size === 0) return add;
  const kept = random.happens(0.5) ? null : 0.5;
  return (signal, unit, metric, points, more) => {
    if (signal !== 'request_rate') return add(signal, unit, metric, points, more);
    const reset = points.map(([at, value], step): Point => {
      const isHit = steps.has(step) && value !== null;
      return isHit ? [at, kept === null ? null : value * kept] : [at, value];
    });
    add(signal, unit, metric, reset, more);
  };
}
