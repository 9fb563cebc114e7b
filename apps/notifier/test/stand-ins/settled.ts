import type { Investigation } from '@incidentfox/incident';
import { waitFor } from '@incidentfox/test-kit';
import type { NotifierSystem } from './notifier-system.ts';

/** Every job is done, or has failed for good. */
export async function settled(
  system: NotifierSystem,
  timeoutMs = 20_000,
  what = 'the queue to be empty',
): Promise<void> {
  await waitFor(
    async () => {
      const { waiting, active, delayed } = await system.producer.counts('notifications');
      return waiting + active + delayed === 0;
    },
    { timeoutMs, what },
  );
}

/** What a reader would find wrong with a finished investigation: one root with its findings, each reply once, each entry once. */
export function whatIsWrong(system: NotifierSystem, record: Investigation, replies: number): string[] {
  const channel = record.incident?.channel?.id ?? '';
  const roots = system.slack.roots(channel);
  const said = system.slack.replies(channel);
  const items = system.incidentIo.itemsOf(record.incidentId);
  const wrong: string[] = [];
  if (roots.length !== 1) wrong.push(`${channel}: ${roots.length} root messages`);
  if (!JSON.stringify(roots[0]?.blocks ?? '').includes('Root Cause (Confidence: 87%)'))
    wrong.push(`${channel}: the findings are missing`);
  if (said.length !== replies) wrong.push(`${channel}: ${said.length} replies`);
  if (said.some(({ threadTs }) => threadTs !== roots[0]?.ts)) wrong.push(`${channel}: a reply under another message`);
  if (items.length !== 3) wrong.push(`${channel}: ${items.length} timeline entries`);
  return wrong;
}

/** mulberry32: the same chances every time. */
export function chance(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}
