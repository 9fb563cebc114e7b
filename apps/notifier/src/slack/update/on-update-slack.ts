import { type JobHandler, onJob, updateSlack, waitForTeam } from '@incidentfox/jobs';
import type { NotifierDeps, SlackTeam } from '../../notifier-deps.ts';
import { createPatience } from '../../patience.ts';
import { slackWhileHeld } from '../../send-while-held.ts';
import { withLease } from '../../with-lease.ts';
import { toJobFailure } from '../to-job-failure.ts';
import { syncMessage } from './sync-message.ts';

/** Brings the incident's one message and its thread up to what the record says now; why the job was queued hardly matters. */
export function onUpdateSlack(deps: NotifierDeps): JobHandler {
  const patience = createPatience(deps.timings, deps.now);
  return onJob(updateSlack, async (job, run) => {
    const team = deps.teams.get(job.team);
    if (!team) return waitForTeam(job.team, run, deps.now());
    if (!team.slack) return run.logger.info({ team: job.team }, 'this team has no Slack: nothing to post');
    const { slack } = team;
    const lease = {
      leases: deps.investigations,
      team: job.team,
      name: `${job.investigationId}:slack`,
      leaseMs: deps.timings.leaseMs,
    };
    try {
      await withLease(lease, async (held) => {
        // Read under the lease: what was read before may be older than what another job has just shown.
        const investigation = await deps.investigations.read(job.investigationId);
        const deliveries = deps.deliveries.under(held);
        const workspace = slackWhileHeld(slack.workspace, held);
        const holding: SlackTeam = { ...team, slack: { ...slack, workspace } };
        if (investigation) return syncMessage(investigation, job, { ...deps, deliveries, team: holding, run });
        run.logger.warn({ investigationId: job.investigationId }, 'no record of this investigation any more');
      });
      patience.done(run.jobId);
    } catch (thrown) {
      throw patience.next(run.jobId, toJobFailure(thrown));
    }
  });
}
