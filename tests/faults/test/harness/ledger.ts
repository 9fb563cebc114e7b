import type { Played, Simulator, SlackMessage } from '@incidentfox/incident-flow/simulator';

/** What the world was told of one incident, read from the simulator's books only: nothing of ours is asked. */
export interface Told {
  /** What each root message in the incident's channel has come to: `root cause found`. What the cause is, the entries say. */
  readonly roots: readonly string[];
  /** The parts in its thread, by name; one that stands there twice is here twice. */
  readonly replies: readonly string[];
  /** The titles on incident.io's timeline, without the figure of the confidence. */
  readonly entries: readonly string[];
  /** Keys of messages of ours that stand in a channel they do not belong to. */
  readonly foreign: readonly string[];
}

/** True when one message says how it came out and the timeline that it is over; a cause stands there with it. */
export function isEnded({ roots, entries }: Told): boolean {
  const hasCause = entries.some((title) => title.startsWith('Root cause'));
  const saysCause = roots.some((root) => root.startsWith('root cause'));
  return entries.some((title) => title.startsWith('Investigation complete')) && hasCause === saysCause;
}

/** Everything that was told of these incidents, in their order. */
export async function toldOf(simulator: Simulator, incidents: readonly Played[]): Promise<Told[]> {
  const channels = await simulator.channels();
  const ours = (channel: string): SlackMessage[] =>
    (channels.find(({ id }) => id === channel)?.messages ?? []).filter(({ bot_id }) => bot_id !== undefined);
  return Promise.all(
    incidents.map(async ({ incidentId, channel }) => {
      const roots = ours(channel).filter(isRoot);
      const timeline = await simulator.timeline(incidentId);
      return {
        roots: roots.map(({ text }) => outcomeOf(text)).sort(),
        replies: ours(channel)
          .filter((message) => !isRoot(message))
          .map((message) => keyOf(message).slice(keyOf(message).indexOf(':') + 1))
          .sort(),
        entries: timeline.map(({ title }) => withoutFigures(title)).sort(),
        foreign: [
          ...ours(channel).filter((message) => !keyOf(message).includes(incidentId)),
          ...channels
            .filter(({ id }) => id !== channel)
            .flatMap(({ id }) => ours(id).filter((message) => keyOf(message).includes(incidentId))),
        ].map(keyOf),
      };
    }),
  );
}

const isRoot = ({ ts, thread_ts }: SlackMessage): boolean => thread_ts === undefined || thread_ts === ts;
const keyOf = ({ metadata }: SlackMessage): string => String(metadata?.event_payload?.key);

/** What stands before the sentence: how a symptom is worded depends on how much telemetry there was at that moment. */
function outcomeOf(text: string): string {
  return (
    withoutFigures(text.replace(/^INC-\d+: /, ''))
      .split(/[:"]/)[0]
      ?.trim() ?? ''
  );
}

/** A moment more of telemetry moves a confidence by a percent; the verdict is the same. */
function withoutFigures(text: string): string {
  return text.replace(/ ?\(?(with|confidence) \d+ ?%( confidence)?\)?/, '');
}
