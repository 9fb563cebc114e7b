import type { Investigation, TimelineEntryType } from '@incidentfox/incident';
import { type JobHandler, type JobRun, onJob, writeTimelineEntry } from '@incidentfox/jobs';
import { lastReported } from './last-reported.ts';
import type { NotifierTeam, NotifierTools } from './notifier-tools.ts';
import { takeTurn } from './take-turn.ts';
import { attachReport } from './timeline/attach-report.ts';
import { type TimelineEntry, timelineEntries, withdrawnCause } from './timeline/timeline-entries.ts';
import { mayNotWrite, writeEntry } from './timeline/write-entry.ts';

/** The incident's timeline says what the record says; never through incident updates, which would post to the channel. */
export function onWriteTimelineEntry(tools: NotifierTools): JobHandler {
  const warned = new Set<string>();
  return onJob(writeTimelineEntry, async (job, run) => {
    const team = tools.teams.get(job.team);
    if (!team || !mayWrite(team, job.entry))
      return run.logger.info({ team: job.team, entry: job.entry }, 'this team does not want this entry');
    const turn = {
      leases: tools.investigations,
      team: job.team,
      turn: `${job.investigationId}:timeline`,
      leaseMs: tools.timings.leaseMs,
    };
    await takeTurn(turn, async () => {
      const latest = await tools.investigations.read(job.investigationId);
      if (!latest)
        return run.logger.warn({ investigationId: job.investigationId }, 'no record of this investigation any more');
      const investigation = await recordToTell(latest, job.entry, tools);
      await write(investigation, job.entry, { ...tools, team, incidentIo: team.incidentIo, run, warned });
    });
  });
}

/** A later run without findings does not unsay those of an earlier one. */
async function recordToTell(
  latest: Investigation,
  entry: TimelineEntryType,
  tools: NotifierTools,
): Promise<Investigation> {
  if (latest.report || entry === 'investigation_start') return latest;
  return (await lastReported(latest, tools.investigations)) ?? latest;
}

type WritingTeam = NotifierTeam & { incidentIo: NonNullable<NotifierTeam['incidentIo']> };

function mayWrite(team: NotifierTeam, entry: TimelineEntryType): team is WritingTeam {
  const { createTimelineEntry, timelineEntryTypes } = team.settings.incidentIo;
  return team.incidentIo !== null && createTimelineEntry && timelineEntryTypes.includes(entry);
}

type Room = NotifierTools & {
  team: WritingTeam;
  incidentIo: WritingTeam['incidentIo'];
  run: JobRun;
  warned: Set<string>;
};

async function write(investigation: Investigation, type: TimelineEntryType, room: Room): Promise<void> {
  const entries = await entriesToWrite(investigation, type, room);
  try {
    for (const entry of entries) {
      const outcome = await writeEntry(
        { investigationId: investigation.id, incidentId: investigation.incidentId },
        entry,
        room,
      );
      room.run.logger.info({ investigationId: investigation.id, slot: entry.slot, outcome }, 'timeline entry');
    }
  } catch (failure) {
    if (!mayNotWrite(failure)) throw failure;
    await insteadOfTimeline(investigation, failure.message, room);
  }
}

/** A cause that an earlier run wrote and this one no longer sees is corrected together with the end of this run. */
async function entriesToWrite(
  investigation: Investigation,
  type: TimelineEntryType,
  room: Room,
): Promise<TimelineEntry[]> {
  const entries = timelineEntries(investigation, type, room.consoleUrl);
  if (type !== 'investigation_complete') return entries;
  const written = await room.deliveries.read(investigation.id, 'timeline:root_cause_found');
  const withdrawn = written?.state === 'sent' ? withdrawnCause(investigation) : null;
  return withdrawn ? [withdrawn, ...entries] : entries;
}

async function insteadOfTimeline(investigation: Investigation, reason: string, room: Room): Promise<void> {
  const instead = await attachReport(investigation, room);
  const fields = { team: investigation.team, reason, instead };
  const sentence =
    'incident.io does not let this API key write timeline items: give it the role that edits incidents; the report is attached as a link';
  if (room.warned.has(investigation.team)) return room.run.logger.debug(fields, sentence);
  room.warned.add(investigation.team);
  room.run.logger.warn(fields, sentence);
}
