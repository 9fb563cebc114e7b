import type { Hypothesis, Sentence } from '@incidentfox/incident';
import { clock } from '../evidence/clock.ts';
import { blamedTrouble, triggerOf, victimOf } from './blame.ts';
import { connectionBetween } from './connection.ts';
import { about, cite, type Findings } from './findings.ts';
import { sentence } from './sentence.ts';
import { changeAsNoun, changeNoun, isVersioned } from './words/change-words.ts';
import { visibleTrouble } from './words/trouble-words.ts';

/** One sentence or two: what is wrong for users, because of what, and whether it is over. */
export function summarise(findings: Findings): Sentence {
  const { diagnosis, blamed } = findings;
  if (diagnosis.verdict === 'healthy') return healthySummary(findings);
  const ended = diagnosis.recovered && !goesOn(findings) ? ' It is over by now.' : '';
  return blamed === null ? inconclusiveSummary(findings, ended) : causeSummary(findings, blamed, ended);
}

/** Whether what users see of the blamed or an affected service has not come back yet. */
function goesOn({ all, blamed, context }: Findings): boolean {
  const concerned = new Set([blamed?.service, ...context.affected.map(({ service }) => service)]);
  return all.some(
    ({ kind, service, facts }) =>
      kind === 'metric_shift' &&
      service !== null &&
      concerned.has(service) &&
      facts.recoveredAt === undefined &&
      /error|latency|availability/.test(String(facts.signal)),
  );
}

function causeSummary(findings: Findings, blamed: Hypothesis, ended: string): Sentence {
  const { service } = blamed;
  const trouble = blamedTrouble(findings, blamed);
  const because = trouble?.words ?? 'is in trouble';
  const victim = victimOf(findings, service);
  const grounds = trouble?.evidence ?? findings.supports.slice(0, 2);
  if (victim !== null) {
    const way = connectionBetween(findings, victim.service, service);
    const text =
      way === null
        ? `${victim.service} ${victim.trouble.words}, most likely because ${service} ${because}; no known calls connect the two.`
        : `${victim.service} ${victim.trouble.words} because ${service}, ${way.length === 1 ? 'which it calls' : 'on which it depends'}, ${because}.`;
    return sentence(`${text}${ended}`, cite(findings, [...victim.trouble.evidence, ...grounds, ...(way ?? [])]));
  }
  const visible = visibleTrouble(about(findings, service));
  const since = sinceTrigger(findings, service);
  const isSame = visible === null || visible.words === because || since !== '';
  const text = isSame ? `${service} ${because}${since}` : `${service} ${visible.words} because it ${because}`;
  return sentence(
    `${text}.${ended}`,
    cite(findings, [...(isSame ? [] : visible.evidence), ...grounds, triggerOf(findings)]),
  );
}

/** ` since v2.1.0 was deployed at 14:30 UTC`, when a change is blamed. */
function sinceTrigger(findings: Findings, service: string): string {
  const trigger = triggerOf(findings);
  if (trigger?.kind !== 'change' || trigger.at === null) return '';
  const { version, change } = trigger.facts;
  const isOwn = trigger.service === service;
  const isVersion = isOwn && isVersioned(trigger) && change !== 'rollback';
  const noun = isOwn ? `its ${changeNoun(trigger)}` : changeAsNoun(trigger);
  return ` since ${isVersion ? `${version} was deployed` : noun} at ${clock(trigger.at)}`;
}

function healthySummary(findings: Findings): Sentence {
  const coverage = findings.byId(findings.coverage);
  const normal = findings.all.filter(({ kind }) => kind === 'metric_normal');
  const alerts = findings.all.filter(({ kind }) => kind === 'alert');
  const name = findings.context.affected[0]?.service;
  const { signals, normal: inRange } = coverage?.facts ?? {};
  const counted =
    typeof signals !== 'number' || signals === 0 ? '' : `: ${inRange} of ${signals} signals are in their normal range`;
  const what = `Nothing is visibly wrong${name === undefined ? '' : ` with ${name}`}${counted}.`;
  const isAlertAlone = findings.diagnosis.hypotheses[0]?.kind === 'monitoring_artefact';
  const alert = isAlertAlone ? ' The alert that fired may be at fault itself.' : '';
  return sentence(`${what}${alert}`, cite(findings, [coverage, ...normal, ...alerts]));
}

const placeOf = ({ kind, service, object }: Hypothesis): string =>
  kind === 'node' && object !== null ? `the machine ${object}` : service;

function inconclusiveSummary(findings: Findings, ended: string): Sentence {
  const { diagnosis, context, first } = findings;
  const seen = context.affected
    .map(({ service }) => ({ service, trouble: visibleTrouble(about(findings, service)) }))
    .find(({ trouble }) => trouble !== null);
  const guess =
    first === undefined
      ? 'no cause stands out'
      : `the cause is not certain; ${placeOf(first)} is the first place to look`;
  const gaps = diagnosis.gaps.length === 0 ? '' : ' Some questions could not be asked.';
  const subject =
    seen?.trouble == null
      ? `${guess.charAt(0).toUpperCase()}${guess.slice(1)}.`
      : `${seen.service} ${seen.trouble.words}, but ${guess}.`;
  const grounds = [
    ...(seen?.trouble?.evidence ?? []),
    ...findings.supports.slice(0, 2),
    findings.byId(findings.coverage),
  ];
  return sentence(`${subject}${gaps}${ended}`, cite(findings, grounds));
}
