import {
  type InfraEvent,
  type InfraEventKind,
  isPlatformFault,
  type PlatformFault,
  platformFaultWords,
} from '@incidentfox/incident';
import { cut, origin, times } from './describe-event.ts';
import type { EvidenceDraft } from './evidence-book.ts';

/** `#` is replaced by how often it happened. */
const infraWords: Record<Exclude<InfraEventKind, PlatformFault>, string> = {
  oom_killed: 'was killed # for running out of memory',
  crash_loop: 'keeps crashing (seen #)',
  restart: 'restarted #',
  image_pull: 'cannot pull its image (tried #)',
  unschedulable: 'cannot be scheduled',
  evicted: 'was evicted #',
  probe_failed: 'failed its health checks #',
  node_not_ready: 'is not ready',
  scaled: 'was scaled',
  rollout: 'was rolled out',
  task_stopped: 'stopped #',
};

/** What was seen once does not keep happening. */
function infraWordsOf({ kind, count, isSinceUnknown }: InfraEvent): string {
  if (isPlatformFault(kind))
    return `${platformFaultWords[kind].seen}${isSinceUnknown === true ? ', since when is not known' : ''}`;
  return kind === 'crash_loop' && count === 1 ? 'crashed once' : infraWords[kind].replace('#', times(count));
}

/** Whose it is, where its name does not say so. A machine is nobody's, whichever service made somebody ask for it. */
function ownerOf({ kind, service, object, node }: InfraEvent): string {
  if ((kind === 'node_not_ready' || kind === 'node_pressure' || kind === 'node_closed') && node === object)
    return 'node ';
  return service === null || object.includes(service) ? '' : `${service} `;
}

export function describeInfra(event: InfraEvent): EvidenceDraft {
  const owner = ownerOf(event);
  return {
    kind: 'infra_event',
    service: event.service,
    at: event.isSinceUnknown === true ? null : event.firstAt,
    title: `${owner}${event.object} ${infraWordsOf(event)}`,
    value: event.count,
    unit: 'count',
    facts: {
      event: event.kind,
      object: event.object,
      lastAt: event.lastAt,
      ...(event.node === undefined ? {} : { node: event.node }),
      ...(event.exitCode === undefined ? {} : { exitCode: event.exitCode }),
      ...(event.command === undefined ? {} : { command: event.command }),
    },
    quote: event.message === '' ? null : cut(event.message),
    ...origin(event),
  };
}

/**
 * A standing fault that is no sign of this trouble: it stood so long before, or harms nobody by itself. It is told beside the cause, as what
 * was the case, and never as what went wrong.
 */
export function describeStandingFault(event: InfraEvent, isOlder: boolean): EvidenceDraft {
  const draft = describeInfra(event);
  return {
    ...draft,
    title: isOlder ? `${draft.title}, since before this incident` : draft.title,
    facts: { ...draft.facts, state: 'context' },
  };
}
