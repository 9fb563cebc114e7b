import type { Investigation, Report } from '@incidentfox/incident';
import type { KnownBlock } from '@slack/types';
import { limitFaults } from '../limits/limit-faults.ts';
import { linesOnScreen } from '../limits/lines-on-screen.ts';
import type { SlackMessage, Surroundings } from '../message.ts';
import { hhmm } from './clock.ts';
import { endedBlocks } from './ended.ts';
import { findingsBlocks } from './findings.ts';
import { footerBlocks } from './footer.ts';
import { endedSentence, findingsSentence, startedSentence } from './notification.ts';
import { type Room, rooms } from './room.ts';
import { smallPrint } from './section-frame.ts';
import { startedBlocks } from './started.ts';
import { withheld } from './withheld.ts';
import { healthyBlocks, inconclusiveBlocks } from './without-cause.ts';

const oneScreen = 34;

/**
 * The incident's one message, from the record alone. While a later run is under way the earlier findings stay, with a
 * line that says so: `earlier` is the last run that has a report.
 */
export function rootMessage(
  investigation: Investigation,
  earlier: Investigation | null,
  around: Surroundings,
): SlackMessage {
  if (investigation.report) return reportMessage(investigation, investigation.report, around);
  if (earlier?.report) return reportMessage(earlier, earlier.report, around, laterRun(investigation));
  const { state } = investigation;
  if (state === 'failed' || state === 'stopped' || state === 'held') {
    const what = {
      failed: 'the investigation failed',
      stopped: 'the investigation was stopped',
      held: 'the investigation waits',
    }[state];
    return { text: endedSentence(investigation, what), blocks: endedBlocks(investigation, state, around.consoleUrl) };
  }
  return { text: startedSentence(investigation), blocks: present(startedBlocks(investigation)) };
}

function reportMessage(investigation: Investigation, report: Report, around: Surroundings, note = ''): SlackMessage {
  const text = findingsSentence(investigation, report, around.outsidersRead ? withheld : (same) => same);
  const draw = (room: Room) =>
    present([
      ...verdictBlocks(investigation, report, room, around),
      smallPrint(note),
      ...footerBlocks(investigation, report, room, around),
    ]);
  return { text, blocks: firstThatFits(text, draw) };
}

/** From the roomiest on. The last is small enough whatever the report holds. */
function firstThatFits(text: string, draw: (room: Room) => KnownBlock[]): KnownBlock[] {
  let blocks: KnownBlock[] = [];
  for (const room of rooms) {
    blocks = draw(room);
    if (linesOnScreen(blocks) <= oneScreen && limitFaults({ text, blocks }).length === 0) break;
  }
  return blocks;
}

function verdictBlocks(
  investigation: Investigation,
  report: Report,
  room: Room,
  around: Surroundings,
): (KnownBlock | null)[] {
  switch (report.verdict) {
    case 'root_cause':
      return findingsBlocks(investigation, report, room, around);
    case 'inconclusive':
      return inconclusiveBlocks(investigation, report, room, around);
    case 'healthy':
      return healthyBlocks(investigation, report, room, around);
  }
}

function laterRun(investigation: Investigation): string {
  const since = investigation.startedAt ?? investigation.queuedAt;
  const by = investigation.trigger.by ? `, asked for by ${investigation.trigger.by}` : '';
  switch (investigation.state) {
    case 'queued':
    case 'running':
      return `🔎 Looking again since ${hhmm(Date.parse(since))} UTC${by}`;
    default:
      return `The later run ${investigation.revision} brought no findings${investigation.ending ? `: ${investigation.ending}` : ''}`;
  }
}

export function present(blocks: readonly (KnownBlock | null)[]): KnownBlock[] {
  return blocks.filter((block) => block !== null);
}
