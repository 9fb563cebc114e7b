import type { MetricSeries } from '@incidentfox/incident';
import type { RandomSystem } from '../src/random-systems/truth.ts';

/** How far a series moved after `onset`, in spreads of its own past. */
export function movedBy({ points }: MetricSeries, onset: number): number {
  const before = points.flatMap(([at, value]) => (at < onset && value !== null ? [value] : [])).sort((a, b) => a - b);
  const after = points.flatMap(([at, value]) => (at >= onset && value !== null ? [value] : [])).sort((a, b) => a - b);
  if (before.length < 5 || after.length === 0) return 0;
  const at = (values: number[], share: number) => values[Math.floor(share * (values.length - 1))] ?? 0;
  const normal = at(before, 0.5);
  const spread = Math.max(at(before, 0.9) - at(before, 0.1), 0.05 * Math.abs(normal), 1e-4);
  return Math.max(Math.abs(at(after, 0.85) - normal), Math.abs(at(after, 0.15) - normal)) / spread;
}

/** Whether something that names the culprit moved, or says what it never said before. */
export function showsCulprit({ observations, truth }: RandomSystem): boolean {
  const onset = truth.onset ?? observations.alarmAt;
  const isOne = (name: string | undefined) => name !== undefined && truth.culprit.includes(name);
  const about = observations.series.filter(
    ({ service, peer, labels }) => isOne(service) || isOne(peer) || isOne(labels.node) || isOne(labels.zone),
  );
  const isIn = (text: string) =>
    [...truth.culprit, 'lookup', 'name resolution', 'ENOTFOUND', 'UnknownHost'].some((one) => text.includes(one));
  const isHeard = observations.logs.some(({ service, lines, baselineLines }) => {
    const told = new Set(baselineLines.map(({ message }) => message.replaceAll(/\d+/g, '#')));
    const isNew = (text: string) => !told.has(text.replaceAll(/\d+/g, '#'));
    return lines.some(({ at, message }) => at >= onset && isNew(message) && (isOne(service) || isIn(message)));
  });
  const isSeen = observations.infra.some(({ object, node }) => isOne(object) || isOne(node));
  return isHeard || isSeen || about.some((one) => movedBy(one, onset) > 1.5);
}

/** Of the victims that were measured, the share that is slower or fails more. */
export function victimsMoved({ observations, truth }: RandomSystem): { moved: number; measured: number } {
  const onset = truth.onset ?? observations.alarmAt;
  const felt = observations.series.filter(
    ({ signal, peer, labels }) =>
      (signal === 'error_ratio' || signal.startsWith('latency')) && peer === undefined && labels.pod === undefined,
  );
  const measured = truth.victims.filter((name) => felt.some(({ service }) => service === name));
  const moved = measured.filter((name) => felt.some((one) => one.service === name && movedBy(one, onset) > 1));
  return { moved: moved.length, measured: measured.length };
}
