import type { KnownBlock } from '@slack/types';
import { limitFaults } from '../limits/limit-faults.ts';
import type { SlackMessage } from '../slack-message.ts';
import { present } from './rich-text.ts';

const caps = [60, 40, 30, 20, 15, 10, 6, 4, 2, 1];

/** The longest form that keeps every limit. Something left out is always announced in the message. */
export function asMuchAsFits(text: string, draw: (max: number) => (KnownBlock | null)[]): SlackMessage {
  for (const max of caps) {
    const blocks = present(draw(max));
    if (limitFaults({ text, blocks }).length === 0) return { text, blocks };
  }
  return { text, blocks: [] };
}
