import type { Edge } from '@incidentfox/incident';
import { isElsewhere } from '../../environment/place-labels.ts';
import type { WantedPlace } from '../../environment/wanted-place.ts';
import type { Attributes, ResourceSpans } from './responses.schema.ts';

type Call = Pick<Edge, 'from' | 'to' | 'foundBy'>;

interface SpanOfService {
  readonly service: string;
  readonly id: string;
  readonly parent: string;
  readonly isClient: boolean;
  readonly attributes: Attributes;
}

/**
 * Who called whom in one trace: a span of one service below one of another, and client spans that name a peer nobody traces (a store, an
 * outside host). Spans of another environment than the wanted one are left out.
 */
export function callsInTrace(parts: readonly ResourceSpans[], place: WantedPlace | undefined): Call[] {
  const spans = parts.flatMap((part) => spansOf(part, place));
  const byId = new Map(spans.map((span) => [span.id, span]));
  const answered = new Set<string>();
  const calls: Call[] = [];
  for (const { service, parent } of spans) {
    const caller = byId.get(parent);
    if (caller === undefined || caller.service === service) continue;
    answered.add(caller.id);
    calls.push({ from: caller.service, to: service, foundBy: 'trace' });
  }
  for (const { id, service, isClient, attributes } of spans) {
    const peer = isClient && !answered.has(id) ? peerIn(attributes) : undefined;
    if (peer !== undefined && peer !== service) calls.push({ from: service, to: peer, foundBy: 'trace' });
  }
  return calls;
}

function spansOf(part: ResourceSpans, place: WantedPlace | undefined): SpanOfService[] {
  const attributes = part.resource?.attributes;
  const service = textOf(attributes, 'service.name');
  const environment = textOf(attributes, 'deployment.environment.name') ?? textOf(attributes, 'deployment.environment');
  const namespace = textOf(attributes, 'k8s.namespace.name');
  const labels = { ...(environment && { environment }), ...(namespace && { namespace }) };
  if (service === undefined || isElsewhere(labels, place)) return [];
  return [...(part.scopeSpans ?? []), ...(part.instrumentationLibrarySpans ?? [])].flatMap(({ spans }) =>
    (spans ?? []).flatMap(({ spanId, parentSpanId, kind, attributes: own }): SpanOfService[] =>
      spanId
        ? [
            {
              service,
              id: spanId,
              parent: parentSpanId ?? '',
              isClient: kind === 3 || kind === 'SPAN_KIND_CLIENT' || kind === 4 || kind === 'SPAN_KIND_PRODUCER',
              attributes: own,
            },
          ]
        : [],
    ),
  );
}

/** What a client span calls: the name somebody gave it, its address, or what kind of store it is. */
const peerIn = (attributes: Attributes): string | undefined =>
  ['peer.service', 'server.address', 'net.peer.name', 'db.system.name', 'db.system', 'messaging.system']
    .map((key) => textOf(attributes, key))
    .find((name) => name !== undefined && !/^[\d.:]+$|^localhost$/.test(name));

const textOf = (attributes: Attributes, key: string): string | undefined =>
  attributes?.find((one) => one.key === key)?.value?.stringValue || undefined;
