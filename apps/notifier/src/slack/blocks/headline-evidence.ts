import { type Evidence, movedClearly, type Report } from '@incidentfox/incident';
import { oncePerFact } from './fact-of.ts';

/**
 * What is worth a line in the channel; the rest is in the thread. The decisive series first, with its curve, then as ranked,
 * but something of another kind or service before a second of the same, and a change that the root cause tells of last. Nothing twice,
 * nothing that hardly moved, and nothing that was ruled out.
 */
export function headlineEvidence(report: Report, max: number): Evidence[] {
  const isDecisive = (evidence: Evidence) => evidence.id === report.decisive;
  const out = ruledOutIn(report);
  const candidates = report.evidence.filter(
    (evidence) => isDecisive(evidence) || (!isBackground(evidence) && !out.has(evidence.id) && movedClearly(evidence)),
  );
  const told = new Set(report.rootCause.flatMap((cause) => cause.evidence));
  const isTold = (evidence: Evidence) => evidence.kind === 'change' && told.has(evidence.id);
  const ranked = oncePerFact([
    ...candidates.filter(isDecisive),
    ...candidates.filter((evidence) => !isDecisive(evidence) && !isTold(evidence)),
    ...candidates.filter((evidence) => !isDecisive(evidence) && isTold(evidence)),
  ]);
  const firstOfKind = ranked.filter(
    ({ kind, service }, index) =>
      ranked.findIndex((other) => other.kind === kind && other.service === service) === index,
  );
  return [...firstOfKind, ...ranked.filter((evidence) => !firstOfKind.includes(evidence))].slice(0, max);
}

/** What only speaks of explanations that were ruled out. */
function ruledOutIn({ ruledOut, summary, rootCause }: Report): Set<string> {
  const out = new Set(ruledOut.flatMap(({ evidence }) => evidence));
  for (const { evidence } of [summary, ...rootCause]) for (const id of evidence) out.delete(id);
  return out;
}

/** True for what says that something is as usual, or that something exists. */
export function isBackground({ kind }: Evidence): boolean {
  return (
    kind === 'metric_normal' ||
    kind === 'coverage' ||
    kind === 'incident' ||
    kind === 'edge' ||
    kind === 'change_history'
  );
}
