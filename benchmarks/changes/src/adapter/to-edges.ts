import type { Edge } from '@incidentfox/incident';
import { isRow, type JsonRow, textOf } from '../cases/fields.ts';
import type { Span } from './spans.ts';

/** Who calls whom, as the traces show it, with the share of failed calls and their slow end. */
export function edgesOfSpans(spans: readonly Span[]): Edge[] {
  const calls = new Map<string, { from: string; to: string; spans: Span[] }>();
  const add = (from: string, to: string, span: Span) => {
    if (from === to || from === '' || to === '') return;
    const key = JSON.stringify([from, to]);
    const known = calls.get(key) ?? { from, to, spans: [] };
    known.spans.push(span);
    calls.set(key, known);
  };
  for (const span of spans) {
    if (span.parent !== null) add(span.parent.service, span.service, span);
    if (span.peer !== null) add(span.service, span.peer, span);
  }
  return [...calls.values()].map(({ from, to, spans: seen }): Edge => {
    const durations = seen.map(({ durationMs }) => durationMs / 1000).sort((a, b) => a - b);
    return {
      from,
      to,
      foundBy: 'trace',
      errorRatio: seen.filter(({ isError }) => isError).length / seen.length,
      p95: durations[Math.min(durations.length - 1, Math.floor(durations.length * 0.95))] ?? 0,
      questionId: 'topology',
    };
  });
}

const dependencyNames = ['depends_on', 'dependsOn', 'dependencies', 'calls', 'downstream', 'upstreams', 'edges'];

/** A service map in any usual form: pairs, services with what they call, or a record from caller to callees. */
export function edgesOfMap(map: unknown): Edge[] {
  if (Array.isArray(map)) return map.flatMap((one) => edgesOfEntry(one));
  if (!isRow(map)) return [];
  return Object.entries(map).flatMap(([name, value]): Edge[] => {
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.map((to) => edge(name, to));
    if (Array.isArray(value)) return value.flatMap((one) => edgesOfEntry(one));
    if (!isRow(value)) return [];
    const named = edgesOfEntry({ name, ...value });
    return named.length > 0 ? named : edgesOfMap(value);
  });
}

function edgesOfEntry(entry: unknown): Edge[] {
  if (Array.isArray(entry)) {
    const [from, to] = entry;
    return typeof from === 'string' && typeof to === 'string' ? [edge(from, to)] : [];
  }
  if (!isRow(entry)) return [];
  const from = textOf(entry, 'from', 'caller', 'source', 'client');
  const to = textOf(entry, 'to', 'callee', 'target', 'server', 'destination');
  if (from !== undefined && to !== undefined) return [edge(from, to)];
  const name = textOf(entry, 'name', 'service', 'id');
  return name === undefined
    ? []
    : dependencyNames.flatMap((field) => namesIn(entry, field).map((one) => edge(name, one)));
}

function namesIn(entry: JsonRow, field: string): string[] {
  const value = entry[field];
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const name =
      typeof one === 'string' ? one : isRow(one) ? textOf(one, 'service', 'name', 'to', 'target') : undefined;
    return name === undefined ? [] : [name];
  });
}

const edge = (from: string, to: string): Edge => ({ from, to, foundBy: 'catalogue', questionId: 'topology' });
