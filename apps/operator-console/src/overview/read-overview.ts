import type { InvestigationSummary, Stores } from '@incidentfox/investigations';
import { type JobCounts, type JobProducer, queues } from '@incidentfox/jobs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { outcomeOf } from '../pages/wording.ts';
import type { QueueBoard } from '../queue-board/queue-board.ts';
import { readStuck, type Stuck } from './read-stuck.ts';

export interface OverviewDeps extends Pick<Stores, 'investigations' | 'deliveries' | 'notStarted'> {
  readonly catalogue: Catalogue;
  readonly producer: Pick<JobProducer, 'counts' | 'waitingSince'>;
  readonly board: Pick<QueueBoard, 'failed'>;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface Overview {
  readonly live: readonly InvestigationSummary[];
  /** Those that ended within a day, by outcome, the most frequent first. */
  readonly lastDay: readonly { readonly outcome: string; readonly count: number }[];
  /** From being queued to the report, of those within a day, ms. Null: there are none. */
  readonly timeToFindings: { readonly median: number; readonly slowest: number } | null;
  /** Decided within a day. */
  readonly notStarted: number;
  readonly queues: readonly QueueDepth[];
  readonly stuck: readonly Stuck[];
}

export interface QueueDepth extends JobCounts {
  readonly name: string;
  /** How long the job that is taken next has waited, ms. Null: nothing waits. */
  readonly oldestMs: number | null;
}

const day = 86_400_000;

export async function readOverview(deps: OverviewDeps): Promise<Overview> {
  const now = deps.now();
  const all = (await deps.catalogue.all()).flatMap(({ summary }) => summary ?? []);
  const live = all.filter(isLive);
  const ended = all.filter((one) => !isLive(one) && isWithin(one.finishedAt, now));
  const [depths, refused, stuck] = await Promise.all([
    Promise.all(Object.values(queues).map((name) => depthOf(deps, name, now))),
    deps.notStarted.list(),
    readStuck(deps, { live, recent: all.filter((one) => isWithin(one.queuedAt, now)) }),
  ]);
  return {
    live,
    lastDay: countOutcomes(ended),
    timeToFindings: timeOf(ended),
    notStarted: refused.filter(({ since }) => isWithin(since, now)).length,
    queues: depths,
    stuck,
  };
}

const isLive = ({ state }: InvestigationSummary): boolean => state === 'queued' || state === 'running';
const isWithin = (at: string | null, now: number): boolean => at !== null && Date.parse(at) >= now - day;

function countOutcomes(ended: readonly InvestigationSummary[]): Overview['lastDay'] {
  const counts = new Map<string, number>();
  for (const one of ended) {
    // what a private incident came to is its own affair
    const outcome = one.isPrivate ? 'private' : outcomeOf(one);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return [...counts].map(([outcome, count]) => ({ outcome, count })).sort((a, b) => b.count - a.count);
}

function timeOf(ended: readonly InvestigationSummary[]): Overview['timeToFindings'] {
  const times = ended
    .filter(({ state }) => state === 'completed')
    .map(({ queuedAt, finishedAt }) => Date.parse(finishedAt ?? queuedAt) - Date.parse(queuedAt))
    .sort((a, b) => a - b);
  const median = times[Math.floor((times.length - 1) / 2)];
  const slowest = times.at(-1);
  return median === undefined || slowest === undefined ? null : { median, slowest };
}

async function depthOf(
  { producer }: OverviewDeps,
  name: (typeof queues)[keyof typeof queues],
  now: number,
): Promise<QueueDepth> {
  const [counts, since] = await Promise.all([producer.counts(name), producer.waitingSince(name)]);
  return { name, ...counts, oldestMs: since === null ? null : Math.max(0, now - since) };
}
