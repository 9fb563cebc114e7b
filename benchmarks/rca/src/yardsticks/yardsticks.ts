import type { MetricSeries, Observations } from '@incidentfox/incident';
import { chance } from '../synthetic/synthetic-system.ts';

/** A naive way to rank services: best first. All of them accuse somebody in every case. */
export type Yardstick = (observations: Observations) => { service: string; score: number }[];

const GUARD_MS = 60_000;

/** The service with the largest deviation in standard deviations. */
const nSigma: Yardstick = (observations) =>
  byLargest(observations, (before, after) => {
    const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
    const variance = before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / before.length;
    return Math.max(...after.map((value) => Math.abs(value - mean))) / Math.max(Math.sqrt(variance), 1e-9);
  });

/** The same with median and median absolute deviation. */
const robustZ: Yardstick = (observations) =>
  byLargest(observations, (before, after) => {
    const centre = middle(before);
    const spread = 1.4826 * middle(before.map((value) => Math.abs(value - centre)));
    const floor = Math.max(spread, 0.05 * Math.abs(centre), 1e-9);
    return Math.max(...after.map((value) => Math.abs(value - centre))) / floor;
  });

/** A shuffled list of the services. */
const random: Yardstick = (observations) => {
  const next = chance(Math.floor(observations.alarmAt / 1000));
  return servicesOf(observations)
    .map((service) => ({ service, score: next() }))
    .sort((a, b) => b.score - a.score);
};

/** The service that the alarm was raised for. */
const blameTheAlarm: Yardstick = (observations) =>
  [...new Set([...observations.affected, ...servicesOf(observations)])].map((service, i) => ({ service, score: -i }));

export const yardsticks: Readonly<Record<string, Yardstick>> = {
  'N-sigma': nSigma,
  'robust z-score': robustZ,
  'the alarm’s own service': blameTheAlarm,
  random,
};

function byLargest(
  { series, alarmAt }: Observations,
  deviation: (before: readonly number[], after: readonly number[]) => number,
) {
  const scores = new Map<string, number>();
  for (const one of series) {
    const { before, after } = halves(one, alarmAt);
    if (before.length < 3 || after.length === 0) continue;
    scores.set(one.service, Math.max(scores.get(one.service) ?? 0, deviation(before, after)));
  }
  return [...scores].map(([service, score]) => ({ service, score })).sort((a, b) => b.score - a.score);
}

function halves({ points }: MetricSeries, alarmAt: number): { before: number[]; after: number[] } {
  const before: number[] = [];
  const after: number[] = [];
  for (const [at, value] of points) {
    if (value === null) continue;
    if (at < alarmAt - GUARD_MS) before.push(value);
    else if (at >= alarmAt - GUARD_MS / 2) after.push(value);
  }
  return { before, after };
}

function middle(values: readonly number[]): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
}

const servicesOf = ({ series }: Observations): string[] => [...new Set(series.map(({ service }) => service))].sort();
