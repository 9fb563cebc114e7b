import type { Evidence, Hypothesis, Sentence } from '@incidentfox/incident';
import { clock } from '../evidence/clock.ts';
import { blamedTrouble, triggerOf, victimOf } from './blame.ts';
import { connectionBetween } from './connection.ts';
import { about, cite, type Findings } from './findings.ts';
import { isOver, recoveryInWords } from './recovery.ts';
import { type Cited, sentence } from './sentence.ts';
import { changeAsNoun, changeNoun, isVersioned } from './words/change-words.ts';
import { isMoment, ongoing, past } from './words/tense.ts';
import { visibleTrouble } from './words/trouble-words.ts';

/** One sentence or two: what is wrong for users, because of what, and whether it is over. */
export function summarise(findings: Findings): Sentence {
  const { diagnosis, blamed } = findings;
  if (diagnosis.verdict === 'healthy') return healthySummary(findings);
  const ended = recoveryInWords(findings);
  const said = blamed === null ? inconclusiveSummary(findings) : causeSummary(findings, blamed);
  return sentence(`${said.text}${ended.text}`, [...citedBy(said), ...ended.evidence.map(({ id }) => id)]);
}

/** Every sentence cites something. */
const citedBy = ({ evidence: [first = '', ...rest] }: Sentence): Cited => [first, ...rest];

function causeSummary(findings: Findings, blamed: Hypothesis): Sentence {
  const { service } = blamed;
  const trouble = blamedTrouble(findings, blamed);
  const said = isOver(findings) ? past : (words: string) => words;
  const victim = victimOf(findings, service);
  const grounds = trouble?.evidence ?? findings.supports.slice(0, 2);
  if (victim !== null) {
    const way = connectionBetween(findings, victim.service, service);
    const theirs = `${victim.service} ${said(victim.trouble.words)}`;
    const link = way === null ? '' : `, ${way.length === 1 ? 'which it calls' : 'on which it depends'}`;
    const apart = way === null ? '; no known calls connect the two' : '';
    // Of a service that was only concluded nothing can be said that was seen.
    const why =
      trouble === null
        ? `, most likely because of ${way === null ? whatIsBlamed(findings, service) : service}${link}`
        : `${way === null ? ', most likely' : ''} because ${service}${link === '' ? '' : `${link},`} ${said(trouble.words)}`;
    const text = `${theirs}${why}${apart}.`;
    return sentence(
      text,
      cite(findings, [...victim.trouble.evidence, ...grounds, ...(way ?? []), triggerOf(findings)]),
    );
  }
  return ownSummary(findings, service, trouble?.words ?? 'is in trouble', grounds);
}

/** Of a blamed service that nobody else suffers from. */
function ownSummary(findings: Findings, service: string, trouble: string, grounds: Evidence[]): Sentence {
  const isPast = isOver(findings);
  const visible = visibleTrouble(about(findings, service));
  const since = sinceTrigger(findings, service, isPast || isMoment(trouble) ? 'after' : 'since');
  const cited = cite(findings, [...(visible?.evidence ?? []), ...grounds, triggerOf(findings)]);
  if (since !== '') return sentence(`${service} ${isPast ? past(trouble) : ongoing(trouble)}${since}.`, cited);
  const isSame = visible === null || visible.words === trouble || trouble === 'is failing';
  const said = isPast ? past : (words: string) => words;
  const because = isSame ? '' : ` because it ${said(trouble)}`;
  return sentence(`${service} ${said(isSame ? (visible?.words ?? trouble) : visible.words)}${because}.`, cited);
}

/** `the deploy of payments v2.1.0 at 14:30 UTC`, else the service alone, where nothing is wrong to be seen with it. */
function whatIsBlamed(findings: Findings, service: string): string {
  const trigger = triggerOf(findings);
  return trigger?.kind !== 'change' || trigger.at === null
    ? service
    : `${changeAsNoun(trigger)} at ${clock(trigger.at)}`;
}

/** ` since v2.1.0 was deployed at 14:30 UTC`, when a change is blamed. */
function sinceTrigger(findings: Findings, service: string, word: 'since' | 'after'): string {
  const trigger = triggerOf(findings);
  if (trigger?.kind !== 'change' || trigger.at === null) return '';
  const { version, change } = trigger.facts;
  const isOwn = trigger.service === service;
  const isVersion = isOwn && isVersioned(trigger) && change !== 'rollback';
  const noun = isOwn ? `its ${changeNoun(trigger)}` : changeAsNoun(trigger);
  return ` ${word} ${isVersion ? `${version} was deployed` : noun} at ${clock(trigger.at)}`;
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

function inconclusiveSummary(findings: Findings): Sentence {
  const { diagnosis, context, first } = findings;
  const seen = context.affected
    .map(({ service }) => ({ service, trouble: visibleTrouble(about(findings, service)) }))
    .find(({ trouble }) => trouble !== null);
  const guess =
    first === undefined
      ? 'no cause stands out'
      : `the cause is not certain; ${placeOf(first)} is the first place to look`;
  const gaps = diagnosis.gaps.length === 0 ? '' : ' Some sources could not be queried.';
  const subject =
    seen?.trouble == null
      ? `${guess.charAt(0).toUpperCase()}${guess.slice(1)}.`
      : `${seen.service} ${isOver(findings) ? past(seen.trouble.words) : seen.trouble.words}, but ${guess}.`;
  const grounds = [
    ...(seen?.trouble?.evidence ?? []),
    ...findings.supports.slice(0, 2),
    findings.byId(findings.coverage),
  ];
  return sentence(`${subject}${gaps}`, cite(findings, grounds));
}
