import { maxCallees } from '../limits.ts';
import type { PlannedSeries } from './planned-series.ts';
import { findEarlier, type Part, type RangeAnswer } from './range-answer.ts';

/** The callees with the most calls: chosen once, so that each of them has all of its series. */
export function busiestCallees(answers: readonly RangeAnswer[]): ReadonlySet<string> {
  const calls = new Map<string, number>();
  for (const { plan, now } of answers) {
    if (plan.signal !== 'request_rate' || plan.peer === undefined) continue;
    for (const { metric, values } of now) {
      const callee = metric[plan.peer.label] ?? '';
      calls.set(callee, (calls.get(callee) ?? 0) + values.reduce((sum, [, rate]) => sum + (rate ?? 0), 0));
    }
  }
  const busiest = [...calls].sort(([, a], [, b]) => b - a).slice(0, maxCallees);
  return new Set(busiest.map(([callee]) => callee));
}

/** One part a callee. What the caller measured is the caller's series, what the callee measured the callee's. */
export function splitByCallee(
  service: string,
  answer: RangeAnswer,
  peer: NonNullable<PlannedSeries['peer']>,
  callees: ReadonlySet<string>,
): Part[] {
  const earlierOf = findEarlier(answer);
  return answer.now.flatMap((one): Part[] => {
    const callee = one.metric[peer.label];
    if (callee === undefined || callee === '' || !callees.has(callee)) return [];
    const ends = peer.side === 'client' ? { service, peer: callee } : { service: callee, peer: service };
    const about: Part['about'] = { ...ends, side: peer.side, labels: {} };
    return [{ about, now: one, earlier: earlierOf(one) }];
  });
}
