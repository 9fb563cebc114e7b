import type { ProviderStatus } from '@incidentfox/incident';
import { isRow, type JsonRow, rowsIn, textOf, timeNames, timeOf } from '../cases/fields.ts';

const isOver = /resolved|operational|completed|postmortem|recovered|ok\b/i;

/** A status feed: pages with incidents (one or several), or one component with its events in the order of time. */
export function toProviderStatuses(feed: unknown): ProviderStatus[] {
  const pages = Array.isArray(feed) ? feed.filter(isRow) : isRow(feed) ? [feed] : [];
  return pages.flatMap((page) => {
    const nested = [page.providers, page.pages, page.feeds].find(Array.isArray);
    if (nested !== undefined) return toProviderStatuses(nested);
    const provider = textOf(page, 'provider', 'component', 'name', 'page', 'source') ?? 'unknown';
    const incidents = [page.incidents, page.outages, page.scheduled_maintenances].flatMap((one) => rowsIn(one ?? []));
    if (incidents.length > 0) return incidents.flatMap((one) => ofIncident(one, provider, page));
    if (Array.isArray(page.events)) return ofEvents(rowsIn(page.events), provider, page);
    return ofIncident(page, provider, page);
  });
}

function ofIncident(row: JsonRow, provider: string, page: JsonRow): ProviderStatus[] {
  const updates = rowsIn(row.updates ?? row.incident_updates ?? []);
  const from = timeOf(row, 'started_at', 'from', 'created_at', 'scheduled_for', ...timeNames);
  if (from === undefined) return [];
  const ended = timeOf(row, 'resolved_at', 'ended_at', 'to', 'end');
  const last = updates.findLast((update) => isOver.test(textOf(update, 'status') ?? ''));
  const to = ended ?? (last === undefined ? null : (timeOf(last, ...timeNames, 'created_at') ?? null));
  return [
    {
      provider,
      hosts: hostsOf(page, row),
      from,
      to,
      title: textOf(row, 'name', 'title', 'summary', 'detail', 'body') ?? '',
      impact: textOf(row, 'impact', 'severity', 'status') ?? null,
      ...link(page),
      questionId: 'status',
    },
  ];
}

function ofEvents(events: readonly JsonRow[], provider: string, page: JsonRow): ProviderStatus[] {
  const bad = events.filter((event) => !isOver.test(textOf(event, 'status') ?? ''));
  const [first] = bad;
  const from = first === undefined ? undefined : timeOf(first, ...timeNames);
  if (first === undefined || from === undefined) return [];
  const end = events.findLast((event) => isOver.test(textOf(event, 'status') ?? ''));
  const to = end === undefined ? undefined : timeOf(end, ...timeNames);
  return [
    {
      provider,
      hosts: hostsOf(page, first),
      from,
      to: to !== undefined && to > from ? to : null,
      title: textOf(first, 'detail', 'title', 'message', 'body') ?? '',
      impact: textOf(first, 'status', 'impact') ?? null,
      ...link(page),
      questionId: 'status',
    },
  ];
}

/** Hosts of the components that are not well; of all components where none is marked. */
function hostsOf(page: JsonRow, incident: JsonRow): string[] {
  const own = rowsIn(incident.components ?? []);
  const components = own.length > 0 ? own : rowsIn(page.components ?? []);
  const ill = components.filter((one) => !isOver.test(textOf(one, 'status') ?? 'unknown'));
  const named = [incident, page, ...(ill.length > 0 ? ill : components)].flatMap((one) => {
    const host = textOf(one, 'endpoint', 'host', 'hostname', 'domain');
    return host === undefined ? [] : [host.replace(/^\w+:\/\//, '').split(/[/:]/)[0] ?? host];
  });
  return [...new Set(named)];
}

function link(page: JsonRow): { url?: string } {
  const url = textOf(page, 'url', 'source');
  return url !== undefined && /^https?:/.test(url) ? { url } : {};
}
