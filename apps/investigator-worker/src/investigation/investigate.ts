import { compileReport, diagnose } from '@incidentfox/analysis';
import type { Context, Incident, RecordedQuestion, Report, Step, Trigger } from '@incidentfox/incident';
import type { Team } from '../team.ts';
import { chooseNow } from './1-context/choose-now.ts';
import { gatherContext, raisedAt } from './1-context/gather-context.ts';
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
  const { now, gap } = chooseNow(run.now, raisedAt(incident, alerts), team.incidentIo.clockAheadMs());
  const context = gatherContext(incident, alerts, team.settings.services, run.trigger, now);
  await run.onContext(context);

  const scope = planScope(context, incident, team.settings, now);
  const { observations, questions, steps } = await collectObservations(scope, team.sources, run);

  const { minConfidence } = team.settings.incidentIo;
  const gaps = [...observations.gaps, ...(gap ? [{ id: `g${observations.gaps.length + 1}`, ...gap }] : [])];
  const diagnosis = diagnose({ ...observations, gaps }, { minConfidence, mayBeHealthy: gap === null });
  const platform = {
    kubernetes: team.sources.some((source) => source.kind === 'kubernetes'),
    services: team.settings.services,
  };
  return { context, questions, steps, report: compileReport({ diagnosis, incident, context, platform }) };
}
