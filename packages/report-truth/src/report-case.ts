import type { Evidence, Report } from '@incidentfox/incident';
import type { Observed } from './observed/observed.ts';

/** A report beside what it was made from. */
export interface ReportCase {
  report: Report;
  observed: Observed;
  /** Evidence by its id. */
  byId: ReadonlyMap<string, Evidence>;
}

export function toReportCase(report: Report, observed: Observed): ReportCase {
  return { report, observed, byId: new Map(report.evidence.map((one) => [one.id, one])) };
}

/** What a sentence cites. */
export const citedBy = ({ byId }: ReportCase, { evidence }: { evidence: readonly string[] }): Evidence[] =>
  evidence.flatMap((id) => byId.get(id) ?? []);

/** The earliest moment at which the report says that something was off; the alarm when it says of nothing. */
export function troubleFrom({ report, observed }: ReportCase): number {
  const signs = report.evidence.flatMap(({ kind, at, service }) =>
    kind === 'metric_shift' && at !== null && service === report.cause?.service ? [at] : [],
  );
  return Math.min(observed.observations.alarmAt, ...signs);
}
