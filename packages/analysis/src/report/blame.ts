import type { Evidence, Hypothesis } from '@incidentfox/incident';
import { about, type Findings } from './findings.ts';
import { maxRivals, minProbability } from './thresholds.ts';
import { type TroubleWords, troubleWords, visibleTrouble } from './words/trouble-words.ts';

/** The evidence of the change, event or pattern that is blamed. */
export const triggerOf = ({ blamed, byId }: Findings): Evidence | undefined =>
  blamed?.trigger == null ? undefined : byId(blamed.trigger);

/** The call from one service to another, as evidence. */
export const edgeBetween = ({ all }: Findings, caller: string, callee: string): Evidence | undefined =>
  all.find(({ kind, facts }) => kind === 'edge' && facts.from === caller && facts.to === callee);

const callersOf = ({ all }: Findings, callee: string): string[] =>
  all.filter(({ kind, facts }) => kind === 'edge' && facts.to === callee).map(({ facts }) => String(facts.from));

/** Errors of other services that name the blamed one, or that come from its callers and name nobody. */
function complaintsAbout(findings: Findings, service: string): Evidence[] {
  const callers = new Set(callersOf(findings, service));
  return findings.all.filter(({ kind, service: by, facts }) => {
    if (kind !== 'log_pattern' || by === service || by === null || facts.mechanism === undefined) return false;
    const named = Object.entries(facts).flatMap(([key, name]) => (/^service\d+$/.test(key) ? [name] : []));
    return named.includes(service) || (named.length === 0 && callers.has(by));
  });
}

/** What is wrong with the blamed service, in the words of the kind of cause. */
export function blamedTrouble(findings: Findings, { kind, service, object }: Hypothesis): TroubleWords | null {
  const own = about(findings, service);
  if (kind === 'node' && object !== null) return onNode(findings, object);
  if (kind === 'third_party' && object !== null) {
    const named = own.filter(({ facts }) => Object.values(facts).includes(object));
    return { words: `has trouble with the outside provider ${object}`, evidence: named.slice(0, 2) };
  }
  return troubleWords(own, complaintsAbout(findings, service), kind);
}

/** A machine that is known to be lost, or a machine or zone where things go wrong. */
function onNode({ supports }: Findings, node: string): TroubleWords {
  const lost = supports.filter(
    ({ facts }) =>
      (facts.event === 'node_not_ready' && facts.object === node) || (facts.event === 'evicted' && facts.node === node),
  );
  if (lost.length === 0) return { words: `has trouble on ${node}`, evidence: supports.slice(0, 1) };
  return { words: `lost its node ${node}`, evidence: lost.slice(0, 2) };
}

export interface Victim {
  service: string;
  trouble: TroubleWords;
}

/** Who suffers from the blamed service: an affected service, else one of its callers, in visible trouble. */
export function victimOf(findings: Findings, blamed: string): Victim | null {
  const affected = findings.context.affected.map(({ service }) => service);
  if (affected[0] === blamed) return null;
  for (const service of [...affected, ...callersOf(findings, blamed)]) {
    const trouble = service === blamed ? null : visibleTrouble(about(findings, service));
    if (trouble !== null) return { service, trouble };
  }
  return null;
}

/** Changes that could have done it and that nothing sets apart, the likeliest first; none when one is blamed. */
export function rivalsOf({ diagnosis, blamed, byId }: Findings): Evidence[] {
  if (blamed?.trigger != null && byId(blamed.trigger)?.kind === 'change') return [];
  return diagnosis.hypotheses
    .slice(blamed === null ? 0 : 1)
    .flatMap(({ trigger, probability }) =>
      trigger === null || probability < minProbability ? [] : (byId(trigger) ?? []),
    )
    .filter(({ kind }) => kind === 'change')
    .slice(0, maxRivals);
}
