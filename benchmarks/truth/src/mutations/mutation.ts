import type { Observations, Report } from '@incidentfox/incident';
import type { ClaimKind } from '@incidentfox/report-truth';

export interface Told {
  report: Report;
  observations: Observations;
}

/** One way to make a true report false; null where the report has nothing of the kind. */
export interface Mutation {
  name: string;
  /** The kind of claim that should be found false. */
  kind: ClaimKind;
  apply(told: Told): Told | null;
}

export const section = <K extends 'rootCause' | 'ruledOut' | 'actions' | 'alternatives' | 'timeline'>(
  { report, observations }: Told,
  name: K,
  change: (text: string) => string,
): Told | null => {
  const list: readonly { text: string }[] = report[name];
  const at = list.findIndex(({ text }) => change(text) !== text);
  if (at < 0) return null;
  const changed = list.map((one, index) => (index === at ? { ...one, text: change(one.text) } : one));
  return { observations, report: { ...report, [name]: changed } };
};

export const inSummary = ({ report, observations }: Told, change: (text: string) => string): Told | null => {
  const text = change(report.summary.text);
  return text === report.summary.text
    ? null
    : { observations, report: { ...report, summary: { ...report.summary, text } } };
};

/** The first piece of evidence of the kind that can be changed. */
export const inEvidence = (
  { report, observations }: Told,
  kind: Report['evidence'][number]['kind'],
  change: (one: Report['evidence'][number]) => Partial<Report['evidence'][number]> | null,
): Told | null => {
  for (const [at, one] of report.evidence.entries()) {
    const changed = one.kind === kind ? change(one) : null;
    if (changed === null) continue;
    const evidence = report.evidence.map((each, index) => (index === at ? { ...each, ...changed } : each));
    return { observations, report: { ...report, evidence } };
  }
  return null;
};

export const later = (clock: string, minutes: number): string =>
  new Date(Date.parse(`2026-01-01T${clock}:00Z`) + minutes * 60_000).toISOString().slice(11, 16);
export const scaleFirst = (text: string, factor: number): string =>
  text.replace(/: (\d[\d.]*)/, (_, number) => `: ${Number((Number(number) * factor).toPrecision(3))}`);
