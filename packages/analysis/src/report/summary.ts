import type { CauseKind, Evidence, Sentence } from '@incidentfox/incident';
import { clock } from '../evidence/clock.ts';
import { about, cite, type Findings } from './findings.ts';
import { sentence } from './sentence.ts';
import { type TroubleWords, troubleWords, visibleTrouble } from './trouble-words.ts';

/** Complaints of the services that call the blamed one: their new errors that name it, or name nobody. */
export function complaintsAbout(findings: Findings, service: string): Evidence[] {
  const callers = new Set(
    findings.all.filter(({ kind, facts }) => kind === 'edge' && facts.to === service).map(({ facts }) => facts.from),
  );
  return findings.all.filter(({ kind, service: by, facts }) => {
    if (kind !== 'log_pattern' || by === service || by === null || facts.mechanism === undefined) return false;
    const named = Object.entries(facts)
      .filter(([key]) => /^service\d+$/.test(key))
      .map(([, name]) => name);
    return named.includes(service) || (named.length === 0 && callers.has(by));
  });
}

/** What is wrong with the blamed service. */
export function blamedTrouble(findings: Findings, service: string): TroubleWords | null {
  return troubleWords(about(findings, service), complaintsAbout(findings, service));
}

/** How one service hangs on another, as far as the cited calls tell. */
function relation(findings: Findings, caller: string, callee: string): { words: string; evidence: Evidence[] } {
  const edge = findings.all.find(({ kind, facts }) => kind === 'edge' && facts.from === caller && facts.to === callee);
  return edge === undefined
    ? { words: 'on which it depends', evidence: [] }
    : { words: 'which it calls', evidence: [edge] };
}

const bareCause: Partial<Record<CauseKind, string>> = {
  third_party: 'an outside provider does not answer',
  node: 'the machine it runs on was lost',
};

/** One sentence: what is wrong for users, and because of what. */
export function summarise(findings: Findings): Sentence {
  const { diagnosis, blamed } = findings;
  const ended = diagnosis.recovered ? ' It is over by now.' : '';
  if (diagnosis.verdict === 'healthy') return healthySummary(findings);
  if (blamed === null) return inconclusiveSummary(findings, ended);
  const trouble = blamedTrouble(findings, blamed.service);
  const victim = victimOf(findings, blamed.service);
  const because = trouble?.words ?? bareCause[blamed.kind] ?? 'is in trouble';
  if (victim === null) {
    const own =
      blamed.kind === 'third_party'
        ? `${blamed.service} fails because ${blamed.object ?? 'an outside provider'} does not answer`
        : `${blamed.service} ${because}`;
    return sentence(
      `${own}${sinceTrigger(findings)}.${ended}`,
      cite(findings, [...(trouble?.evidence ?? findings.supports), triggerOf(findings)]),
    );
  }
  const link = relation(findings, victim.service, blamed.service);
  const text = `${victim.service} ${victim.trouble.words} because ${blamed.service}, ${link.words}, ${because}.${ended}`;
  return sentence(
    text,
    cite(findings, [...victim.trouble.evidence, ...(trouble?.evidence ?? findings.supports), ...link.evidence]),
  );
}

export const triggerOf = ({ blamed, byId }: Findings): Evidence | undefined =>
  blamed?.trigger == null ? undefined : byId(blamed.trigger);

function sinceTrigger(findings: Findings): string {
  const trigger = triggerOf(findings);
  if (trigger?.kind !== 'change' || trigger.at === null) return '';
  const what =
    trigger.facts.version === undefined
      ? `its ${changeNoun(String(trigger.facts.change))}`
      : `${trigger.facts.version} was ${trigger.facts.change === 'rollback' ? 'rolled back to' : 'deployed'}`;
  return ` since ${what} at ${clock(trigger.at)}`;
}

export const changeNoun = (kind: string): string =>
  ({
    config: 'configuration change',
    flag: 'flag change',
    infra: 'infrastructure change',
    scale: 'scaling',
    merge: 'merge',
    pipeline: 'pipeline run',
    release: 'release',
    rollback: 'rollback',
  })[kind] ?? 'deploy';

/** The affected service that is not itself the cause, with what its users see. */
export function victimOf(findings: Findings, blamed: string): { service: string; trouble: TroubleWords } | null {
  const affected = findings.context.affected.map(({ service }) => service);
  if (affected[0] === blamed) return null;
  for (const service of affected) {
    if (service === blamed) continue;
    const trouble = visibleTrouble(about(findings, service));
    if (trouble !== null) return { service, trouble };
  }
  return null;
}

function healthySummary(findings: Findings): Sentence {
  const coverage = findings.byId(findings.coverage);
  const first = findings.diagnosis.hypotheses[0];
  const normal = findings.all.filter(({ kind }) => kind === 'metric_normal');
  const alerts = findings.all.filter(({ kind }) => kind === 'alert');
  const name = findings.context.affected[0]?.service;
  const counted =
    coverage?.facts.signals === undefined
      ? ''
      : `: ${coverage.facts.normal} of ${coverage.facts.signals} signals are in their normal range`;
  const what = `Nothing is visibly wrong${name === undefined ? '' : ` with ${name}`}${counted}.`;
  const alert = first?.kind === 'monitoring_artefact' ? ' The alert that fired may be at fault itself.' : '';
  return sentence(`${what}${alert}`, cite(findings, [coverage, ...normal, ...alerts]));
}

function inconclusiveSummary(findings: Findings, ended: string): Sentence {
  const { diagnosis, context } = findings;
  const seen = context.affected
    .map(({ service }) => ({ service, trouble: visibleTrouble(about(findings, service)) }))
    .find(({ trouble }) => trouble !== null);
  const best = diagnosis.hypotheses[0];
  const guess =
    best === undefined ? 'no cause stands out' : `the cause is not certain; ${best.service} is the first place to look`;
  const gaps = diagnosis.gaps.length === 0 ? '' : ' Some questions could not be asked.';
  const subject =
    seen?.trouble == null
      ? `${guess.charAt(0).toUpperCase()}${guess.slice(1)}.`
      : `${seen.service} ${seen.trouble.words}, but ${guess}.`;
  return sentence(
    `${subject}${gaps}${ended}`,
    cite(findings, [
      ...(seen?.trouble?.evidence ?? []),
      ...findings.supports.slice(0, 2),
      findings.byId(findings.coverage),
    ]),
  );
}
