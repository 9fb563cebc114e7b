import type { MetricSeries, Point } from '@incidentfox/incident';

/**
 * Time lost between two services: what the caller saw minus what the callee took, for every edge and quantile seen from
 * both sides. A delay on the network is plain here and nowhere else.
 */
export function callGaps(series: readonly MetricSeries[]): MetricSeries[] {
  const seenByCallee = new Map<string, MetricSeries>();
  for (const one of series) {
    if (isCallLatency(one) && one.side === 'server') seenByCallee.set(key(one.peer, one.service, one.signal), one);
  }
  const gaps: MetricSeries[] = [];
  for (const client of series) {
    if (!isCallLatency(client) || client.side === 'server') continue;
    const server = seenByCallee.get(key(client.service, client.peer, client.signal));
    if (server === undefined) continue;
    const points = difference(client.points, server.points);
    if (points.length === 0) continue;
    const { weekEarlier: _, ...rest } = client;
    gaps.push({ ...rest, signal: 'network', name: `${client.name} - ${server.name}`, unit: 's', points });
  }
  return gaps;
}

function isCallLatency(series: MetricSeries): series is MetricSeries & { peer: string } {
  return series.peer !== undefined && series.side !== undefined && series.signal.startsWith('latency');
}

function key(caller: string, callee: string, signal: string): string {
  return JSON.stringify([caller, callee, signal]);
}

function difference(client: readonly Point[], server: readonly Point[]): Point[] {
  const taken = new Map(server);
  const points: Point[] = [];
  for (const [at, seen] of client) {
    const own = taken.get(at);
    if (own !== undefined) points.push([at, seen === null || own === null ? null : seen - own]);
  }
  return points;
}
