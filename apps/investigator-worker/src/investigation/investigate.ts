import { compileReport, diagnose } from '@incidentfox/analysis';
import type { Context, Incident, RecordedQuestion, Report, Step, Trigger } from '@incidentfox/incident';
import type { Team } from '../team.ts';
import { gatherContext } from './1-context/gather-context.ts';
import { readAlarmingAlerts } from './1-context/read-alarming-alerts.ts';
import { planScope } from './2-plan/plan-scope.ts';
import { collectObservations } from './3-collect/collect-observations.ts';

export interface InvestigationRun {
  readonly team: Team;
  readonly incident: Incident;
  readonly trigger: Trigger;
  /** Epoch ms; read once for the whole run, so that all windows agree. */
  readonly now: number;
  readonly signal: AbortSignal;
  onContext(context: Context): Promise<void>;
  onSteps(steps: readonly Step[]): void;
}

export interface InvestigationFindings {
  context: Context;
  questions: RecordedQuestion[];
  steps: Step[];
  report: Report;
}

/** The investigation as a story: context, questions, answers, diagnosis, report. */
export async function investigate(run: InvestigationRun): Promise<InvestigationFindings> {
  const { team, incident } = run;
  const alerts = await readAlarmingAlerts(team.incidentIo, incident);
  const context = gatherContext(incident, alerts, team.settings.services, run.trigger, run.now);
  await run.onContext(context);

  const scope = planScope(context, incident, team.settings, run.now);
  const { observations, questions, steps } = await collectObservations(scope, team.sources, run);

  const diagnosis = diagnose(observations, { minConfidence: team.settings.incidentIo.minConfidence });
  const platform = {
    kubernetes: team.sources.some((source) => source.kind === 'kubernetes'),
    services: team.settings.services,
  };
  return { context, questions, steps, report: compileReport({ diagnosis, incident, context, platform }) };
}
