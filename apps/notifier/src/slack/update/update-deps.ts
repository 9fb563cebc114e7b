import type { JobRun } from '@incidentfox/jobs';
import type { NotifierDeps, SlackTeam } from '../../notifier-deps.ts';
import type { DeliveryDeps } from '../deliver/outbox.ts';

/** What an update of one team's message works with. */
export type UpdateDeps = NotifierDeps & { readonly team: SlackTeam; readonly run: JobRun };

export function deliveryDeps({ deliveries, now, run, team, teams, timings }: UpdateDeps): DeliveryDeps {
  return {
    workspace: team.slack.workspace,
    pace: team.slack.pace,
    deliveries,
    now,
    logger: run.logger,
    isOtherTeam: (id) => id !== team.settings.id && teams.get(id) !== undefined,
    settleMs: timings.settleMs,
  };
}
