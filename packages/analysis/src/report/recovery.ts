import type { Evidence } from '@incidentfox/incident';
import { clock } from '../evidence/clock.ts';
import { triggerOf } from './blame.ts';
import type { Findings } from './findings.ts';
import { changeAsNoun } from './words/change-words.ts';

/** What users see of the blamed or an affected service. */
const visibleSignal = /error|latency|availability/;

function concernedShifts({ all, blamed, context }: Findings): Evidence[] {
  const concerned = new Set([blamed?.service, ...context.affected.map(({ service }) => service)]);
  return all.filter(
    ({ kind, service, facts }) =>
      kind === 'metric_shift' && service !== null && concerned.has(service) && visibleSignal.test(String(facts.signal)),
  );
}

/** Whether the trouble is over, and what users see of it came back everywhere. */
export const isOver = (findings: Findings): boolean =>
  findings.diagnosis.recovered && concernedShifts(findings).every(({ facts }) => facts.recoveredAt !== undefined);

/** The change that ended it, with its time; undefined when nobody undid the blamed one, or that did not help. */
function undoingOf(findings: Findings): Evidence | undefined {
  const undoneAt = triggerOf(findings)?.facts.undoneAt;
  return typeof undoneAt === 'number'
    ? findings.supports.find(({ kind, at }) => kind === 'change' && at === undoneAt)
    : undefined;
}

/** `the rollback of payments to v2.0.4`: whatever brought the version before back is one. */
export function undoingInWords(undoing: Evidence, trigger: Evidence | undefined): string {
  const { version, change } = undoing.facts;
  const isBack = change === 'rollback' || (version !== undefined && version === trigger?.facts.previousVersion);
  return isBack && version !== undefined && undoing.service !== null
    ? `the rollback of ${undoing.service} to ${version}`
    : changeAsNoun(undoing);
}

/** ` It recovered at 14:25 UTC, after the rollback of payments to v2.0.4 at 14:24 UTC.`; empty while it goes on. */
export function recoveryInWords(findings: Findings): { text: string; evidence: Evidence[] } {
  if (!isOver(findings)) return { text: '', evidence: [] };
  const back = concernedShifts(findings);
  const last = [...back].sort((a, b) => Number(b.facts.recoveredAt) - Number(a.facts.recoveredAt))[0];
  if (last === undefined) return { text: ' It is over by now.', evidence: [] };
  const at = Number(last.facts.recoveredAt);
  const undoing = undoingOf(findings);
  const isAfter = undoing?.at != null && undoing.at <= at;
  const after = isAfter ? `, after ${undoingInWords(undoing, triggerOf(findings))} at ${clock(undoing.at ?? 0)}` : '';
  return { text: ` It recovered at ${clock(at)}${after}.`, evidence: isAfter ? [last, undoing] : [last] };
}
