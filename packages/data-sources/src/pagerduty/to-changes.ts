import type { Change, ChangeKind } from '@incidentfox/incident';
import { saysRollback, versionInText } from '../deployments/deployment-chain.ts';
import type { ChangeEvent } from './responses.schema.ts';

/** A change event is one line of text: what kind it was is read from its words, and told as a change of configuration when they say nothing. */
export function toChange(event: ChangeEvent, service: string, pagerdutyId: string): Change {
  const details = detailsOf(event.custom_details);
  const version = versionOf(details) ?? versionInText(event.summary);
  const links = (event.links ?? []).flatMap(({ href }) => (href && /^https?:\/\//.test(href) ? [href] : []));
  const isOwn = (event.services ?? []).some(({ id }) => id === pagerdutyId);
  const actor = details.user ?? details.author ?? details.actor;
  return {
    id: `pagerduty:change:${event.id}`,
    kind: kindOf(`${event.summary} ${event.source ?? ''}`),
    service: isOwn ? service : null,
    startedAt: Date.parse(event.timestamp),
    status: /\bfail(ed|ure)?\b/i.test(event.summary) ? 'failed' : 'unknown',
    title:
      `${event.summary}${isOwn ? '' : ` (on ${(event.services ?? []).map(({ summary }) => summary).join(', ') || 'another service'})`}`.slice(
        0,
        250,
      ),
    ...(actor === undefined ? {} : { actor }),
    ...(version === undefined ? {} : { version }),
    ...(links[0] === undefined ? {} : { url: links[0] }),
    scopeMatch: isOwn ? 'exact' : 'environment',
  };
}

function kindOf(text: string): ChangeKind {
  if (saysRollback(text)) return 'rollback';
  if (/\b(feature[ -]?)?flag|toggle|experiment/i.test(text)) return 'flag';
  if (/\bdeploy|\brelease|\brollout|\bshipped|\bbuild\b|\bpromot/i.test(text)) return 'deploy';
  if (/\bmerge|pull request|\bPR\b/i.test(text)) return 'merge';
  if (/\bscal(e|ed|ing)\b/i.test(text)) return 'scale';
  if (/terraform|infra|node pool|instance type|\bdns\b|firewall/i.test(text)) return 'infra';
  return 'config';
}

/** The texts of what was sent along, by their keys in lower case. */
export function detailsOf(details: unknown): Record<string, string> {
  if (typeof details !== 'object' || details === null) return {};
  return Object.fromEntries(
    Object.entries(details).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key.toLowerCase(), value.slice(0, 100)]] : [],
    ),
  );
}

const versionOf = (details: Record<string, string>): string | undefined =>
  details.version ?? details.tag ?? details.release;
