import { type Evidence, type Hypothesis, movedClearly, type Sentence } from '@incidentfox/incident';
import { clock, minutesBetween, minutesInWords } from '../evidence/clock.ts';
import { formatQuantity } from '../evidence/format-quantity.ts';
import { whatSpeaksAgainst } from './against.ts';
import { blamedTrouble, edgeBetween, rivalsOf, triggerOf, victimOf } from './blame.ts';
import { about, cite, clearestFirst, type Findings } from './findings.ts';
import { isOver, undoingInWords } from './recovery.ts';
import { secondTrouble } from './second-trouble.ts';
import { sentence } from './sentence.ts';
import { maxChangesPerDay, maxSentences } from './thresholds.ts';
import { changeAsNoun, changeDone } from './words/change-words.ts';
import { isMoment, ongoing, past } from './words/tense.ts';

/** The blamed cause in a few sentences: what, since when, after which change, with which numbers and which effect. */
export function explainRootCause(findings: Findings): Sentence[] {
  const { blamed } = findings;
  if (blamed === null) return [];
  const what = whatSinceWhen(findings, blamed);
  const sentences = [
    what,
    afterWhat(findings, blamed),
    whatItAltered(findings),
    oneOf(findings),
    endedBy(findings),
    platformEvent(findings, blamed),
  ].filter((one) => one !== null);
  const second = secondTrouble(findings, blamed.service);
  if (second !== null) sentences.push(second);
  const cited = new Set(sentences.flatMap(({ evidence }) => evidence));
  const number = numbers(findings, blamed);
  const further = [
    number,
    effect(findings, blamed.service, number),
    loggedError(findings, blamed, cited),
    notByChance(findings),
  ];
  const against = whatSpeaksAgainst(findings);
  const told = [...sentences, ...further.filter((one) => one !== null)];
  return against === null ? told.slice(0, maxSentences) : [...told.slice(0, maxSentences - 1), against];
}

function whatSinceWhen(findings: Findings, blamed: Hypothesis): Sentence | null {
  const trouble = blamedTrouble(findings, blamed);
  if (trouble === null) return null;
  const first = firstSign(findings, blamed.service, trouble.evidence);
  const words = wordsSince(trouble.words, first?.at ?? null, isOver(findings));
  return sentence(`${blamed.service} ${words}`, cite(findings, [...trouble.evidence, first]));
}

function wordsSince(words: string, at: number | null, isOver: boolean): string {
  if (at === null) return isOver ? past(words) : words;
  if (isMoment(words)) return `${words} at ${clock(at)}`;
  return isOver ? `${past(words)} from ${clock(at)}` : `${ongoing(words)} since ${clock(at)}`;
}

/** What users see of a service: whatever else is told of it, its trouble began with that at the latest. */
const isSeen = ({ kind, facts }: Evidence): boolean =>
  kind === 'metric_shift' &&
  facts.side !== 'client' &&
  facts.recoveredAt === undefined &&
  /error|latency|availability/.test(String(facts.signal));

/** The earliest sign of the service's trouble that is not older than the change it is blamed on. */
function firstSign(findings: Findings, service: string, evidence: readonly Evidence[]): Evidence | undefined {
  const trigger = triggerOf(findings);
  const notBefore = trigger?.kind === 'change' && trigger.at !== null ? trigger.at : Number.NEGATIVE_INFINITY;
  const own = findings.supports.filter((one) => one.service === service && one.kind !== 'change');
  const seen = about(findings, service).filter(isSeen);
  const dated = [...evidence, ...own, ...seen].filter(({ at }) => at !== null && at >= notBefore);
  return dated.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))[0];
}

/** How long after the change: from the sign that is told of, so that the two sentences agree. */
function afterWhat(findings: Findings, blamed: Hypothesis): Sentence | null {
  const trigger = triggerOf(findings);
  if (trigger?.kind !== 'change' || trigger.at === null) return null;
  const first = firstSign(findings, blamed.service, blamedTrouble(findings, blamed)?.evidence ?? []);
  const at = clock(trigger.at);
  if (first?.at == null)
    return sentence(`It began at about the time of ${changeAsNoun(trigger)} at ${at}`, [trigger.id]);
  const minutes = minutesBetween(trigger.at, first.at);
  const distance = minutes === 0 ? 'right' : minutesInWords(minutes);
  return sentence(`It began ${distance} after ${changeDone(trigger)} at ${at}`, [trigger.id, first.id]);
}

/** The one line of the diff that counts. */
function whatItAltered(findings: Findings): Sentence | null {
  const trigger = triggerOf(findings);
  const says = trigger?.facts.says;
  return trigger?.kind === 'change' && typeof says === 'string' ? sentence(`It ${says}`, [trigger.id]) : null;
}

/** Changes that nothing sets apart, side by side. */
function oneOf(findings: Findings): Sentence | null {
  const { blamed } = findings;
  if (blamed === null || (blamed.kind !== 'change' && blamed.kind !== 'configuration')) return null;
  const rivals = rivalsOf(findings);
  if (rivals.length < 2) return null;
  const words = rivals.map((rival) => {
    const says = typeof rival.facts.says === 'string' ? `, which ${rival.facts.says}` : '';
    return `${changeAsNoun(rival)}${says}`;
  });
  const which = rivals.length === 2 ? 'one of these two' : `one of these ${rivals.length}`;
  return sentence(`It is ${which}, and nothing sets them apart yet: ${words.join(' or ')}`, cite(findings, rivals));
}

function endedBy(findings: Findings): Sentence | null {
  const trigger = triggerOf(findings);
  const undoneAt = trigger?.facts.undoneAt;
  if (trigger === undefined || typeof undoneAt !== 'number' || !findings.diagnosis.recovered) return null;
  const undoing = findings.supports.find(({ kind, at }) => kind === 'change' && at === undoneAt);
  const what = undoing === undefined ? 'the change was undone' : undoingInWords(undoing, trigger);
  return sentence(`It ended after ${what} at ${clock(undoneAt)}`, cite(findings, [undoing, trigger]));
}

/** What the platform did to the blamed service: restarts, kills, a lost machine. */
function platformEvent(findings: Findings, { kind: cause, service, object }: Hypothesis): Sentence | null {
  const events = clearestFirst(findings.supports.filter(({ kind }) => kind === 'infra_event'));
  const lost =
    cause === 'node'
      ? events.find(({ facts }) => facts.event === 'node_not_ready' && facts.object === object)
      : undefined;
  const event = lost ?? events.find((one) => one.service === service) ?? events[0];
  return event === undefined ? null : sentence(event.title, [event.id]);
}

const decisiveSignals: Partial<Record<string, RegExp>> = {
  resource_saturation: /cpu|memory|disk|saturation|queue_|miss_ratio/,
  traffic_surge: /request_rate/,
  data_store: /miss_ratio|saturation|disk|cpu|memory|latency/,
};

/** The number that shows the blamed service's trouble best. */
function numbers(findings: Findings, blamed: Hypothesis): Sentence | null {
  const { kind, service } = blamed;
  const blamedShift = blamedTrouble(findings, blamed)?.evidence.find(
    (one) => one.kind === 'metric_shift' && movedClearly(one),
  );
  if (blamedShift !== undefined) return sentence(blamedShift.title, [blamedShift.id]);
  const shifts = about(findings, service).filter((one) => one.kind === 'metric_shift' && movedClearly(one));
  const wanted = decisiveSignals[kind] ?? /latency|error|availability/;
  const shift = shifts.find(({ facts }) => wanted.test(String(facts.signal))) ?? shifts[0];
  return shift === undefined ? null : sentence(shift.title, [shift.id]);
}

/** What the trouble does to the service the incident is about. */
function effect(findings: Findings, blamed: string, told: Sentence | null): Sentence | null {
  const victim = victimOf(findings, blamed);
  if (victim === null) return null;
  const shift = about(findings, victim.service).find(
    ({ kind, facts }) => kind === 'metric_shift' && /error|availability|latency/.test(String(facts.signal)),
  );
  if (shift === undefined || told?.evidence.includes(shift.id)) return null;
  const edge = edgeBetween(findings, victim.service, blamed);
  const link = edge === undefined ? '' : `${victim.service} calls ${blamed}; `;
  return sentence(`${link}${shift.title}`, cite(findings, [edge, shift]));
}

const isError = ({ kind, facts }: Evidence): boolean => kind === 'log_pattern' && facts.level === 'error';

function loggedError(findings: Findings, { service }: Hypothesis, cited: ReadonlySet<string>): Sentence | null {
  const errors = findings.supports.filter(isError);
  const error = errors.find((one) => one.service === service) ?? errors[0];
  if (error === undefined || (cited.has(error.id) && errors.length === 0)) return null;
  const before = error.baseline === 0 ? 'none before' : `normal: ${formatQuantity(error.baseline ?? 0, null)}`;
  const lines = times(error.value ?? 0);
  // Lines of one statement differ in their numbers and names, so the quoted one need not be all of them.
  const alike = String(error.facts.template).includes('<*>') ? ' and the like' : '';
  return sentence(`${error.service} logged "${error.quote ?? ''}"${alike} ${lines} (${before})`, [error.id]);
}

const times = (count: number): string =>
  count === 1 ? 'once' : count === 2 ? 'twice' : formatQuantity(count, 'times');

function notByChance(findings: Findings): Sentence | null {
  const trigger = triggerOf(findings);
  const perDay = trigger?.facts.perDay;
  if (trigger?.kind !== 'change' || typeof perDay !== 'number' || perDay > maxChangesPerDay) return null;
  const often = perDay <= 1 ? 'about once a day or less' : `about ${formatQuantity(perDay, null)} times a day`;
  const who = trigger.service ?? 'The environment';
  return sentence(`${who} changes ${often}, so a change just before the trouble is unlikely to be chance`, [
    trigger.id,
  ]);
}
