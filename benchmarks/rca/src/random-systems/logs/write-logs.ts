import type { LogLine } from '@incidentfox/incident';
import type { Saying } from '../faults/scene.ts';
import type { Measured } from '../metrics/measured.ts';
import { type Component, isApp } from '../system/component.ts';
import type { Course } from '../time/course.ts';
import { chatter, dailyErrors, failedCalls, lateCalls, onceSaid } from './log-texts.ts';

export interface Written {
  line: LogLine;
  isError: boolean;
}

const MAX_PER_BUCKET = 12;

/** Everything one component wrote in the window and in as long a time before it, in order. */
export function writeLogs(
  measured: Measured,
  component: Component,
  says: readonly Saying[],
  course: Course,
): Written[] {
  const { random, timeline, system, channels } = measured;
  const bucketMs = Math.max(15_000, Math.min(60_000, timeline.stepMs));
  const written: Written[] = [];
  const sources: {
    perMinute: (step: number, at: number) => number;
    level: string;
    text: () => string;
    isError: boolean;
  }[] = [
    { perMinute: () => 6, level: 'info', text: () => random.pick(chatter)(random), isError: false },
    {
      perMinute: (
        (rate) => () =>
          rate
      )(random.between(0.1, 1.2)),
      level: 'error',
      text: () => random.pick(dailyErrors)(random),
      isError: true,
    },
    ...says.map((one) => ({
      perMinute: (_: number, at: number) => one.perMinute * course(at),
      level: one.level,
      text: () => one.message(random),
      isError: one.level !== 'info',
    })),
  ];
  for (const [c, { to }] of isApp(component) ? component.calls.entries() : []) {
    const [call, host] = [channels.calls[component.index]?.[c], system.components[to]?.host ?? ''];
    if (call === undefined) continue;
    const [failed, late] = [random.pick(failedCalls)(host), random.pick(lateCalls)(host)];
    const often = (step: number, share: number) => Math.min(25, 3 * (call.rate[step] ?? 0) * share);
    sources.push(
      {
        perMinute: (step) => often(step, Math.max(0, (call.failing[step] ?? 0) - (call.timedOut[step] ?? 0))),
        level: 'error',
        text: () => failed,
        isError: true,
      },
      { perMinute: (step) => often(step, call.timedOut[step] ?? 0), level: 'error', text: () => late, isError: true },
    );
  }
  const from = Math.max(timeline.from, 2 * timeline.windowFrom - timeline.to);
  for (let at = from; at < timeline.to; at += bucketMs) {
    const step = Math.min(timeline.count - 1, Math.floor((at - timeline.from) / timeline.stepMs));
    for (const { perMinute, level, text, isError } of sources) {
      const expected = (perMinute(step, at) * bucketMs) / 60_000;
      const lines = Math.min(MAX_PER_BUCKET, Math.floor(expected + random.next()));
      for (let i = 0; i < lines; i += 1)
        written.push({ line: { at: Math.round(at + random.next() * bucketMs), level, message: text() }, isError });
    }
  }
  if (random.happens(0.2)) written.push(once(measured));
  return written.filter(({ line }) => line.at < timeline.to).sort((a, b) => a.line.at - b.line.at);
}

function once({ random, timeline }: Measured): Written {
  const at = Math.round(random.between(timeline.windowFrom, timeline.to - 1));
  return { line: { at, level: 'error', message: random.pick(onceSaid)(random) }, isError: true };
}
