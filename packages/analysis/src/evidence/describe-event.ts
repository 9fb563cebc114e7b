import type { Alert, Change, ErrorIssue, ProviderStatus } from '@incidentfox/incident';
import { statementOf } from '../log-patterns/lines/mask-line.ts';
import type { LogPattern } from '../log-patterns/log-pattern.ts';
import { clock } from './clock.ts';
import type { EvidenceDraft } from './evidence-book.ts';
import { formatQuantity } from './format-quantity.ts';
import { maxQuoteLength } from './thresholds.ts';

export const cut = (text: string): string =>
  text.length > maxQuoteLength ? `${text.slice(0, maxQuoteLength - 1)}…` : text;

/** Which question brought it, and the vendor's page about it when it has one. */
export const origin = (item: { questionId?: string; url?: string }): { questionId?: string; link?: string } => ({
  ...(item.questionId === undefined ? {} : { questionId: item.questionId }),
  ...(item.url !== undefined && /^https?:\/\//.test(item.url) ? { link: item.url } : {}),
});

/** The HTTP status in an error line, if there is one. */
function statusIn(line: string): { httpStatus?: string } {
  const status = /(?:^|[\s"'=:(/])(5\d\d|429)(?=$|[\s"',;:).])/.exec(line)?.[1];
  return status === undefined ? {} : { httpStatus: status };
}

const nouns = { error: 'error', warn: 'warning', info: 'line' } as const;

/** A log statement as evidence: how often now and before, one line as it was. */
export function describePattern(pattern: LogPattern): EvidenceDraft {
  const state = pattern.vanished ? 'vanished' : pattern.isNew ? 'new' : pattern.isSurging ? 'surging' : 'usual';
  const lines = formatQuantity(pattern.count, 'lines');
  const normal = formatQuantity(pattern.baselineCount, null);
  const noun = nouns[pattern.level];
  return {
    kind: 'log_pattern',
    service: pattern.service,
    at: pattern.firstAt,
    title: `${pattern.service} logs, ${state} ${noun}: ${lines} (normal: ${normal})`,
    value: pattern.count,
    baseline: pattern.baselineCount,
    unit: 'lines',
    facts: {
      template: cut(pattern.template),
      state,
      level: pattern.level,
      ...(pattern.mechanism === null ? {} : { mechanism: pattern.mechanism }),
      ...Object.fromEntries(pattern.mentions.map(({ kind, text }, index) => [`${kind}${index + 1}`, text])),
      ...statusIn(pattern.example),
      ...(pattern.hosts[0] === undefined ? {} : { host: pattern.hosts[0] }),
      ...(pattern.sample === null ? {} : { sample: pattern.sample }),
    },
    quote: cut(statementOf(pattern.example)),
    ...origin(pattern),
  };
}

const changeVerbs: Record<Change['kind'], string> = {
  deploy: 'deployed',
  rollback: 'rolled back',
  release: 'released',
  merge: 'merged',
  pipeline: 'pipeline ran',
  flag: 'flag changed',
  config: 'configuration changed',
  infra: 'infrastructure changed',
  scale: 'scaled',
};

/** `payment-gateway v2.1.0 deployed`. */
export function changeWords(change: Pick<Change, 'service' | 'version' | 'kind'>): string {
  const isSetting =
    change.kind === 'config' || change.kind === 'flag' || change.kind === 'infra' || change.kind === 'scale';
  const version = change.version === undefined || isSetting ? '' : ` ${change.version}`;
  return `${change.service ?? 'environment'}${version} ${changeVerbs[change.kind]}`;
}

export function describeChange(change: Change): EvidenceDraft {
  const facts: Record<string, string | number> = { change: change.kind, status: change.status };
  for (const name of ['version', 'previousVersion', 'actor', 'repo', 'sha', 'environment'] as const) {
    const value = change[name];
    if (value !== undefined) facts[name] = value;
  }
  return {
    kind: 'change',
    service: change.service,
    at: change.startedAt,
    title: `${changeWords(change)} at ${clock(change.startedAt)}`,
    facts,
    quote: change.title === '' ? null : cut(change.title),
    ...origin(change),
  };
}

export const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

export function describeAlert(alert: Alert): EvidenceDraft {
  return {
    kind: 'alert',
    service: alert.service,
    at: alert.startedAt,
    title: `Alert ${cut(alert.name)} fired`,
    facts: {
      alert: cut(alert.name),
      state: alert.state,
      ...(alert.severity === undefined ? {} : { severity: alert.severity }),
    },
    quote: alert.description === undefined || alert.description === '' ? null : cut(alert.description),
    ...origin(alert),
  };
}

export function describeErrorIssue(issue: ErrorIssue): EvidenceDraft {
  const state = issue.isNew ? 'new' : issue.isRegression ? 'regressed' : 'known';
  return {
    kind: 'error_issue',
    service: issue.service,
    at: issue.firstSeen,
    title: `${issue.service ?? 'unknown service'} ${state} error, seen ${times(issue.count)}`,
    value: issue.count,
    unit: 'count',
    facts: {
      state,
      ...(issue.release === undefined ? {} : { release: issue.release }),
      ...(issue.culprit === undefined ? {} : { culprit: cut(issue.culprit) }),
    },
    quote: cut(issue.title),
    ...origin(issue),
  };
}

/** What an outside provider says of itself. */
export function describeStatus(status: ProviderStatus): EvidenceDraft {
  return {
    kind: 'provider_status',
    service: null,
    at: status.from,
    title: `The status page of ${status.provider} reports trouble since ${clock(status.from)}`,
    facts: {
      provider: status.provider,
      ...(status.hosts[0] === undefined ? {} : { host: status.hosts[0] }),
      ...(status.impact === null ? {} : { impact: cut(status.impact) }),
      ...(status.to === null ? {} : { endedAt: status.to }),
    },
    quote: status.title === '' ? null : cut(status.title),
    ...origin(status),
  };
}
