import type { InvestigationSummary } from '@incidentfox/investigations';
import { slotInWords } from '../investigation/deliveries-part.ts';
import { isStuck } from '../investigation/read-investigation.ts';
import { titleOf } from '../pages/wording.ts';
import type { OverviewDeps, Stuck } from './shown-overview.ts';

interface Looked {
  readonly live: readonly InvestigationSummary[];
  /** Queued within a day, newest first. */
  readonly recent: readonly InvestigationSummary[];
}

/** Investigations whose deliveries are looked at, and runs whose owner is looked up. */
const maxLookedAt = 200;
const maxShown = 50;
/** A job waits for its turn, or is taken over from a killed worker, within this. */
const soonMs = 60_000;

/** Runs that no worker has, deliveries that wait or were given up, and jobs that failed permanently; the latest first. */
export async function readStuck(deps: OverviewDeps, looked: Looked): Promise<Stuck[]> {
  const [runs, deliveries, jobs] = await Promise.all([
    runsWithoutWorker(deps, looked.live),
    unsent(deps, looked.recent.slice(0, maxLookedAt)),
    failedJobs(deps),
  ]);
  return [...runs, ...deliveries, ...jobs].sort((a, b) => b.since.localeCompare(a.since)).slice(0, maxShown);
}

const pageOf = ({ id }: { id: string }): string => `/investigations/${encodeURIComponent(id)}`;

async function runsWithoutWorker({ investigations, now }: OverviewDeps, live: Looked['live']): Promise<Stuck[]> {
  const old = live.filter((one) => Date.parse(one.startedAt ?? one.queuedAt) < now() - soonMs).slice(-maxLookedAt);
  const found = await Promise.all(
    old.map(async (one) => ((await investigations.holder(one.team, one.incidentId)) === null ? [one] : [])),
  );
  return found.flat().map((one) => ({
    title: titleOf(one),
    what: `is ${one.state}, and no worker has it`,
    why: null,
    href: pageOf(one),
    since: one.startedAt ?? one.queuedAt,
  }));
}

async function unsent({ deliveries }: OverviewDeps, recent: Looked['recent']): Promise<Stuck[]> {
  const found = await Promise.all(
    recent.map(async (one) => {
      const waiting = (await deliveries.readAll(one.id)).filter(isStuck);
      return waiting.map(({ slot, state, reason, attemptAt }) => ({
        title: titleOf(one),
        what: `${slotInWords(slot)} ${state === 'given_up' ? 'was given up' : 'waits'}`,
        why: one.isPrivate ? null : (reason ?? null),
        href: pageOf(one),
        since: attemptAt,
      }));
    }),
  );
  return found.flat();
}

async function failedJobs({ board, catalogue }: OverviewDeps): Promise<Stuck[]> {
  const failed = (await board.failed()).slice(0, maxShown);
  const known = new Map((await catalogue.all()).map((one) => [one.id, one.summary]));
  return failed.map((job) => {
    const summary = job.investigationId === null ? null : known.get(job.investigationId);
    return {
      title: summary ? titleOf(summary) : (job.incidentId ?? job.name),
      what: `the job ${job.name} failed`,
      why: summary?.isPrivate ? null : job.reason,
      href: job.href,
      since: new Date(job.addedAt).toISOString(),
    };
  });
}
