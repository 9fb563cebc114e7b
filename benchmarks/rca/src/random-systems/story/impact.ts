import type { Channels } from '../physics/channels.ts';
import type { System } from '../system/component.ts';
import type { Timeline } from '../time/timeline.ts';

/** How much worse a component fares from the onset on, measured on what is true, not on what is seen. */
export interface Impact {
  /** Failing requests on top, as a share of all. */
  failing: number;
  /** p95 in multiples of what it was. */
  slower: number;
  /** Seconds of inflow that wait more than before. */
  backlogS: number;
}

export function impactOf({ components }: System, channels: Channels, timeline: Timeline): Impact[] {
  const first = Math.max(1, Math.ceil((timeline.onset - timeline.from) / timeline.stepMs));
  return components.map(({ index }) => {
    const channel = channels.components[index];
    if (channel === undefined) return { failing: 0, slower: 1, backlogS: 0 };
    const change = (values: Float64Array): [number, number] => [
      worst(values.subarray(0, first)),
      worst(values.subarray(first)),
    ];
    const [failedBefore, failed] = change(channel.failing);
    const [fast, slow] = change(channel.p95);
    const [waited, waits] = change(channel.backlogS);
    return { failing: failed - failedBefore, slower: fast > 0 ? slow / fast : 1, backlogS: waits - waited };
  });
}

export const isHurt = ({ failing, slower, backlogS }: Impact): boolean =>
  failing > 0.01 || slower > 1.5 || backlogS > 60;
export const isPlain = ({ failing, slower, backlogS }: Impact): boolean =>
  failing > 0.03 || slower > 2.2 || backlogS > 120;

/** The mean of the highest quarter. */
function worst(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const from = Math.floor(0.75 * sorted.length);
  let sum = 0;
  for (let i = from; i < sorted.length; i += 1) sum += sorted[i] ?? 0;
  return sum / Math.max(1, sorted.length - from);
}
