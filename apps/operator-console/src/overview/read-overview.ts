import type { InvestigationSummary } from '@incidentfox/investigations';
import { queues } from '@incidentfox/jobs';
import { outcomeOf } from '../pages/wording.ts';
import { readStuck } from './read-stuck.ts';
import type { OverviewDeps, QueueDepth, ShownOverview } from './shown-overview.ts';

const day = 86_400_000;

export async function readOverview(deps: OverviewDeps): Promise<ShownOverview> {
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

function countOutcomes(ended: readonly InvestigationSummary[]): ShownOverview['lastDay'] {
  const counts = new Map<string, number>();
  for (const one of ended) {
    // what a private incident came to is its own affair
    const outcome = one.isPrivate ? 'private' : outcomeOf(one);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return [...counts].map(([outcome, count]) => ({ outcome, count })).sort((a, b) => b.count - a.count);
}

function timeOf(ended: readonly InvestigationSummary[]): ShownOverview['timeToFindings'] {
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
