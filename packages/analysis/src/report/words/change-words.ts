import type { Evidence } from '@incidentfox/incident';
import { isSettingKind } from '../../changes/is-setting-kind.ts';

const nouns: Record<string, string> = {
  deploy: 'deploy',
  config: 'configuration change',
  flag: 'flag change',
  infra: 'infrastructure change',
  scale: 'scaling',
  merge: 'merge',
  pipeline: 'pipeline run',
  release: 'release',
  rollback: 'rollback',
};

const verbs: Record<string, string> = { release: 'released', merge: 'merged', rollback: 'rolled back to' };

/** `deploy`, `configuration change`, ... of a change as evidence. */
export const changeNoun = (change: Evidence): string => nouns[String(change.facts.change)] ?? 'change';

/** Whether a change is named by its version. Settings are not, whatever commit brought them. */
export const isVersioned = ({ facts }: Evidence): boolean =>
  facts.version !== undefined && !isSettingKind(String(facts.change));

/** `payment-gateway v2.1.0 was deployed`, or `the flag change of checkout ("...")` for what has no version. */
export function changeDone(change: Evidence): string {
  const { facts, service, quote } = change;
  const owner = service ?? 'the environment';
  if (!isVersioned(change)) return `the ${changeNoun(change)} of ${owner}${quote === null ? '' : ` ("${quote}")`}`;
  if (facts.change === 'rollback') return `${owner} was rolled back to ${facts.version}`;
  return `${owner} ${facts.version} was ${verbs[String(facts.change)] ?? 'deployed'}`;
}

/** `the deploy of payment-gateway v2.1.0`. */
export function changeAsNoun(change: Evidence): string {
  const { facts, service, quote } = change;
  const title = isVersioned(change) || quote === null ? '' : ` ("${quote}")`;
  return `the ${changeNoun(change)} of ${service ?? 'the environment'}${isVersioned(change) ? ` ${facts.version}` : title}`;
}
