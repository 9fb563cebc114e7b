import { compileReport, diagnose } from '@incidentfox/analysis';
import type { Context, Observations, Report } from '@incidentfox/incident';

/** The report that production would write of these observations. */
export function reportOn(observations: Observations): Report {
  const createdAt = new Date(observations.alarmAt).toISOString();
  return compileReport({
    diagnosis: diagnose(observations),
    incident: { reference: 'INC-1', name: 'Alarm', createdAt },
    context: contextOf(observations),
  });
}

const contextOf = ({ affected, alarmAt, window }: Observations): Context => ({
  affected: affected.map((service) => ({ service, foundBy: 'alert_attribute', because: 'the alert names it' })),
  symptom: 'unknown',
  alarmAt,
  window,
  hints: [],
});
