import type { Evidence, Sentence } from '@incidentfox/incident';
import { clock, minutesInWords } from '../evidence/clock.ts';
import { formatQuantity } from '../evidence/format-quantity.ts';
import { about, cite, type Findings } from './findings.ts';
import { sentence } from './sentence.ts';
import { blamedTrouble, changeNoun, triggerOf, victimOf } from './summary.ts';

const maxSentences = 5;

/** The blamed cause in a few sentences: what, since when, after which change, with which effect. */
export function explainRootCause(findings: Findings): Sentence[] {
  const { blamed } = findings;
  if (blamed === null) return [];
  const told: (Sentence | null)[] = [
    whatSinceWhen(findings, blamed.service),
    afterWhat(findings),
    special(findings),
    endedBy(findings),
    effect(findings, blamed.service),
    notByChance(findings),
  ];
  return told.filter((one) => one !== null).slice(0, maxSentences);
}

function whatSinceWhen(findings: Findings, service: string): Sentence | null {
  const trouble = blamedTrouble(findings, service);
  if (trouble === null) return null;
  const began = trouble.evidence.flatMap(({ at }) => (at === null ? [] : [at])).sort((a, b) => a - b)[0];
  return sentence(
    `${service} ${trouble.words}${began === undefined ? '' : ` since ${clock(began)}`}`,
    cite(findings, trouble.evidence),
  );
}

/** `v2.1.0 of payment-gateway was deployed`. */
export function changeDone(change: Evidence): string {
  const { facts, service } = change;
  const owner = service ?? 'the environment';
  if (facts.version === undefined)
    return `the ${changeNoun(String(facts.change))} of ${owner}${change.quote === null ? '' : ` ("${change.quote}")`}`;
  if (facts.change === 'rollback') return `${owner} was rolled back to ${facts.version}`;
  return `${owner} ${facts.version} was ${facts.change === 'release' ? 'released' : facts.change === 'merge' ? 'merged' : 'deployed'}`;
}

function afterWhat(findings: Findings): Sentence | null {
  const trigger = triggerOf(findings);
  if (trigger?.kind !== 'change' || trigger.at === null) return null;
  const minutes = trigger.facts.minutesBefore;
  const when = `at ${clock(trigger.at)}`;
  if (typeof minutes !== 'number')
    return sentence(`It began around the time ${changeDone(trigger)} ${when}`, [trigger.id]);
  const distance = minutes === 0 ? 'right' : minutesInWords(minutes);
  return sentence(`It began ${distance} after ${changeDone(trigger)} ${when}`, [trigger.id]);
}

/** What belongs to one kind of cause only. */
function special(findings: Findings): Sentence | null {
  const { blamed } = findings;
  const trigger = triggerOf(findings);
  if (blamed === null || trigger === undefined) return null;
  if (blamed.kind === 'third_party' && blamed.object !== null)
    return sentence(`Its errors name ${blamed.object}, which is outside of your services`, [trigger.id]);
  if (trigger.kind === 'infra_event') return sentence(trigger.title, [trigger.id]);
  const platform = findings.supports.find(({ kind, service }) => kind === 'infra_event' && service === blamed.service);
  if (platform !== undefined) return sentence(platform.title, [platform.id]);
  if (trigger.kind !== 'log_pattern') return null;
  return sentence(
    `${trigger.service} logged ${formatQuantity(trigger.value ?? 0, 'lines')} of "${trigger.quote ?? ''}" (normal: ${formatQuantity(trigger.baseline ?? 0, null)})`,
    [trigger.id],
  );
}

function endedBy(findings: Findings): Sentence | null {
  const trigger = triggerOf(findings);
  const undoneAt = trigger?.facts.undoneAt;
  if (trigger === undefined || typeof undoneAt !== 'number' || !findings.diagnosis.recovered) return null;
  const undoing = findings.supports.find(({ kind, at }) => kind === 'change' && at === undoneAt);
  return sentence(
    `It ended after ${undoing === undefined ? 'the change was undone' : changeDone(undoing)} at ${clock(undoneAt)}`,
    cite(findings, [undoing, trigger]),
  );
}

/** What the trouble does to the service the incident is about. */
function effect(findings: Findings, blamed: string): Sentence | null {
  const victim = victimOf(findings, blamed);
  if (victim === null) return null;
  const edge = findings.all.find(
    ({ kind, facts }) => kind === 'edge' && facts.from === victim.service && facts.to === blamed,
  );
  const shift = about(findings, victim.service).find(
    ({ kind, facts }) => kind === 'metric_shift' && /error|availability|latency/.test(String(facts.signal)),
  );
  if (shift === undefined) return null;
  return sentence(
    `${edge === undefined ? '' : `${victim.service} calls ${blamed}; `}${shift.title}`,
    cite(findings, [edge, shift]),
  );
}

function notByChance(findings: Findings): Sentence | null {
  const trigger = triggerOf(findings);
  const perDay = trigger?.facts.perDay;
  if (trigger?.kind !== 'change' || typeof perDay !== 'number' || perDay > 6) return null;
  const often = perDay < 1 ? 'less than once a day' : `about ${formatQuantity(perDay, null)} times a day`;
  return sentence(
    `${trigger.service ?? 'The environment'} changes ${often}, so one just before the trouble is unlikely to be chance`,
    [trigger.id],
  );
}
