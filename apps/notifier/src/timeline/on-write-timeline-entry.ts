import type { Investigation, TimelineEntryType } from '@incidentfox/incident';
import { type JobHandler, type JobRun, onJob, TryLater, waitForTeam, writeTimelineEntry } from '@incidentfox/jobs';
import { lastReported } from '../last-reported.ts';
import type { NotifierDeps, NotifierTeam } from '../notifier-deps.ts';
import { createPatience } from '../patience.ts';
import { incidentIoWhileHeld } from '../send-while-held.ts';
import { withLease } from '../with-lease.ts';
import { attachReport } from './attach-report.ts';
import { type TimelineEntry, timelineEntries, withdrawnCause } from './timeline-entries.ts';
import { mayNotWrite, writeEntry } from './write-entry.ts';

/** The incident's timeline says what the record says; never through incident updates, which would post to the channel. */
export function onWriteTimelineEntry(deps: NotifierDeps): JobHandler {
  const warned = new Set<string>();
  const patience = createPatience(deps.timings, deps.now);
  return onJob(writeTimelineEntry, async (job, run) => {
    const team = deps.teams.get(job.team);
    if (!team) return waitForTeam(job.team, run, deps.now());
    if (!mayWrite(team, job.entry))
      return run.logger.info({ team: job.team, entry: job.entry }, 'this team does not want this entry');
    const lease = {
      leases: deps.investigations,
      team: job.team,
      name: `${job.investigationId}:timeline`,
      leaseMs: deps.timings.leaseMs,
    };
    try {
      await withLease(lease, async (held) => {
        const latest = await deps.investigations.read(job.investigationId);
        if (!latest)
          return run.logger.warn({ investigationId: job.investigationId }, 'no record of this investigation any more');
        const investigation = await recordToWrite(latest, job.entry, deps);
        const deliveries = deps.deliveries.under(held);
        const incidentIo = incidentIoWhileHeld(team.incidentIo, held);
        await write(investigation, job.entry, { ...deps, deliveries, incidentIo, run, warned });
      });
      patience.done(run.jobId);
    } catch (thrown) {
      const next = patience.next(run.jobId, thrown);
      // Over, and told: the report is attached as a link, which is all that this key may do.
      if (mayNotWrite(thrown) && !(next instanceof TryLater)) return;
      throw next;
    }
  });
}

/** A later run without findings does not take back those of an earlier one. */
async function recordToWrite(
  latest: Investigation,
  entry: TimelineEntryType,
  deps: NotifierDeps,
): Promise<Investigation> {
  if (latest.report || entry === 'investigation_start') return latest;
  return (await lastReported(latest, deps.investigations)) ?? latest;
}

type WritingTeam = NotifierTeam & { incidentIo: NonNullable<NotifierTeam['incidentIo']> };

function mayWrite(team: NotifierTeam, entry: TimelineEntryType): team is WritingTeam {
  const { createTimelineEntry, timelineEntryTypes } = team.settings.incidentIo;
  return team.incidentIo !== null && createTimelineEntry && timelineEntryTypes.includes(entry);
}

type WriteDeps = NotifierDeps & {
  incidentIo: ReturnType<typeof incidentIoWhileHeld>;
  run: JobRun;
  warned: Set<string>;
};

async function write(investigation: Investigation, type: TimelineEntryType, deps: WriteDeps): Promise<void> {
  const entries = await entriesToWrite(investigation, type, deps);
  try {
    for (const entry of entries) {
      const outcome = await writeEntry(
        { investigationId: investigation.id, incidentId: investigation.incidentId },
        entry,
        deps,
      );
      deps.run.logger.info({ investigationId: investigation.id, slot: entry.slot, outcome }, 'timeline entry written');
    }
  } catch (failure) {
    if (mayNotWrite(failure)) await attachInstead(investigation, failure.message, deps);
    throw failure; // a role just given, an incident just made: it may be allowed in a moment
  }
}

/** A cause that an earlier run wrote and this one no longer sees is corrected together with the end of this run. */
async function entriesToWrite(
  investigation: Investigation,
  type: TimelineEntryType,
  deps: WriteDeps,
): Promise<TimelineEntry[]> {
  const entries = timelineEntries(investigation, type, deps.consoleUrl);
  if (type !== 'investigation_complete') return entries;
  const record = await deps.deliveries.read(investigation.id, 'timeline:root_cause_found');
  const withdrawn = record?.state === 'sent' ? withdrawnCause(investigation) : null;
  return withdrawn ? [withdrawn, ...entries] : entries;
}

async function attachInstead(investigation: Investigation, reason: string, deps: WriteDeps): Promise<void> {
  const attachment = await attachReport(investigation, deps);
  const fields = { team: investigation.team, reason, attachment };
  const sentence =
    'incident.io does not let this API key write timeline items: give it the role that edits incidents; the report is attached as a link';
  if (deps.warned.has(investigation.team)) return deps.run.logger.debug(fields, sentence);
  deps.warned.add(investigation.team);
  deps.run.logger.warn(fields, sentence);
}
