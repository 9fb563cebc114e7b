import type { LogDigest, LogLine } from '@incidentfox/incident';
import type { Saying } from '../faults/scene.ts';
import type { Measured } from '../metrics/measured.ts';
import { isApp, isStore } from '../system/component.ts';
import type { Course } from '../time/course.ts';
import { type Written, writeLogs } from './write-logs.ts';

const MAX_LINES = 60;

/** The logs of everybody who was asked, as sources give them: counts of all lines, and a sample. */
export function toLogDigests(
  measured: Measured,
  covered: ReadonlySet<number>,
  says: readonly Saying[],
  course: Course,
): LogDigest[] {
  const { system, knowledge } = measured;
  return system.components.flatMap((component): LogDigest[] => {
    if (!covered.has(component.index) || !(isApp(component) || isStore(component))) return [];
    const own = says.filter((one) => one.component === component.index);
    const written = writeLogs(measured, component, own, course);
    const digest = (level: 'all' | 'error') => toDigest(measured, component.name, component.index, level, written);
    if (knowledge.logs === 'both') return [digest('error'), digest('all')];
    return [digest(knowledge.logs)];
  });
}

function toDigest(
  { timeline }: Measured,
  service: string,
  index: number,
  level: 'all' | 'error',
  written: readonly Written[],
): LogDigest {
  const { windowFrom, to, from } = timeline;
  const counted = written.filter(({ isError }) => level === 'all' || isError).map(({ line }) => line);
  const inWindow = counted.filter(({ at }) => at >= windowFrom);
  const before = { from: Math.max(from, windowFrom - (to - windowFrom)), to: windowFrom };
  const earlier = counted.filter(({ at }) => at >= before.from && at < before.to);
  const bucketMs = Math.max(60_000, Math.min(300_000, timeline.stepMs));
  const buckets = new Map<number, number>();
  for (let at = Math.floor(before.from / bucketMs) * bucketMs; at < to; at += bucketMs) buckets.set(at, 0);
  for (const { at } of [...earlier, ...inWindow]) {
    const bucket = Math.floor(at / bucketMs) * bucketMs;
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
  }
  return {
    service,
    level,
    window: { from: windowFrom, to },
    total: inWindow.length,
    baselines: [{ window: before, total: earlier.length }],
    buckets: [...buckets],
    lines: sampled(inWindow),
    baselineLines: sampled(earlier),
    questionId: `q-logs-${index}`,
  };
}

/** Evenly over time. */
function sampled(lines: readonly LogLine[]): LogLine[] {
  if (lines.length <= MAX_LINES) return [...lines];
  return Array.from({ length: MAX_LINES }, (_, i) => lines[Math.floor((i * lines.length) / MAX_LINES)] as LogLine);
}
