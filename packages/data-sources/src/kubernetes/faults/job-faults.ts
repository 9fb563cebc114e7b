import { CronExpressionParser } from 'cron-parser';
import { changedAt } from '../objects/changed-at.ts';
import type { ClusterJob, CronJob } from '../objects/objects.schema.ts';
import { toTime } from '../to-time.ts';
import { type FaultFinder, kubectl, type StandingFault, type Surroundings } from './fault.ts';

/** The controller looks every ten seconds and may be behind. */
const graceMs = 2 * 60_000;
const nameLabels = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/part-of', 'app'];

const isOf = ({ metadata }: ClusterJob | CronJob, { names }: Surroundings): boolean =>
  names.some((name) => metadata.name === name || metadata.name.startsWith(`${name}-`)) ||
  nameLabels.some((label) => names.includes(metadata.labels?.[label] ?? ''));

const cronJobsOf = (seen: Surroundings): CronJob[] => (seen.cronJobs ?? []).filter((one) => isOf(one, seen));

const describe = (kind: string, { metadata }: ClusterJob | CronJob): string | undefined =>
  kubectl(`describe ${kind}`, metadata.name, metadata.namespace);

/** A scheduled job of the service that is switched off. */
export const suspendedJobs: FaultFinder = (seen) =>
  cronJobsOf(seen)
    .filter(({ spec }) => spec.suspend === true)
    .map((one) => ({
      kind: 'job_suspended',
      object: `CronJob ${one.metadata.name}`,
      since: changedAt(one.metadata, ['f:spec', 'f:suspend']),
      message: `it is not started at ${one.spec.schedule} while it is suspended`,
      command: describe('cronjob', one),
    }));

/** A scheduled job that was not started at its last time. */
export const missedJobs: FaultFinder = (seen) =>
  cronJobsOf(seen).flatMap((one): StandingFault[] => {
    const due = one.spec.suspend === true ? undefined : lastDue(one, seen.window.to - graceMs);
    const ran = toTime(one.status?.lastScheduleTime);
    const madeAt = toTime(one.metadata.creationTimestamp) ?? 0;
    if (due === undefined || due <= madeAt || (ran !== undefined && ran >= due)) return [];
    return [
      {
        kind: 'job_missed',
        object: `CronJob ${one.metadata.name}`,
        since: firstMissed(one, ran ?? madeAt) ?? due,
        message: `it was to start at ${new Date(due).toISOString().slice(0, 16)}Z (${one.spec.schedule}) and last started ${one.status?.lastScheduleTime ?? 'never'}`,
        command: describe('cronjob', one),
      },
    ];
  });

const scheduleFrom = ({ spec }: CronJob, at: number) =>
  CronExpressionParser.parse(spec.schedule, { currentDate: new Date(at), tz: spec.timeZone || 'UTC' });

/** The last time before `until` at which it had to start; undefined for a schedule that is not understood. */
function lastDue(job: CronJob, until: number): number | undefined {
  try {
    return scheduleFrom(job, until).prev().getTime();
  } catch {
    return undefined;
  }
}

function firstMissed(job: CronJob, after: number): number | undefined {
  try {
    return scheduleFrom(job, after).next().getTime();
  } catch {
    return undefined;
  }
}

/** A job that gave up, unless a later run of the same schedule went well. */
export const failedJobs: FaultFinder = (seen) => {
  const cronJobs = cronJobsOf(seen);
  const failed = (seen.jobs ?? []).flatMap((job): (StandingFault & { of: string })[] => {
    const owner = job.metadata.ownerReferences?.find(({ kind }) => kind === 'CronJob')?.name;
    const schedule = cronJobs.find(({ metadata }) => metadata.name === owner);
    const failure = job.status?.conditions?.find(({ type, status }) => type === 'Failed' && status === 'True');
    if (failure === undefined || (schedule === undefined && !isOf(job, seen))) return [];
    const since = toTime(failure.lastTransitionTime);
    const wentWellAt = toTime(schedule?.status?.lastSuccessfulTime);
    if (wentWellAt !== undefined && since !== undefined && wentWellAt > since) return [];
    const message = [failure.reason, failure.message].filter(Boolean).join(': ');
    return [
      {
        kind: 'job_failed',
        object: `Job ${job.metadata.name}`,
        since,
        message,
        command: describe('job', job),
        of: owner ?? job.metadata.name,
      },
    ];
  });
  // Of a schedule that fails every time, its first failure stands for all that are kept.
  return failed
    .sort((a, b) => (a.since ?? 0) - (b.since ?? 0))
    .filter((one, at, all) => all.findIndex(({ of }) => of === one.of) === at)
    .map(({ of: _, ...fault }) => fault);
};
