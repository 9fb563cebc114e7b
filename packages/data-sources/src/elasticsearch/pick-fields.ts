import { SkipQuestion } from '../answering/index.ts';
import type { Requester } from '../vendor-http/index.ts';
import type { ElasticsearchClient } from './client.ts';
import { placeFields } from './pick-place.ts';
import type { LogFields } from './queries.ts';
import type { ElasticsearchSettings } from './settings.ts';

const exactTypes = ['keyword', 'constant_keyword', 'wildcard'];
const numberTypes = ['long', 'integer', 'short', 'byte', 'unsigned_long'];
const textTypes = ['text', 'match_only_text', 'annotated_text'];
const timeTypes = ['date', 'date_nanos'];

/** Fields that tell of the request and of what went wrong, in ECS and in what libraries write. */
const further = [
  'error.type',
  'error.message',
  'error.stack_trace',
  'err.type',
  'err.message',
  'err.stack',
  'service.version',
  'kubernetes.node.name',
  'cloud.availability_zone',
  'http.route',
  'url.path',
  'http.request.method',
  'http.response.status_code',
  'route',
  'path',
  'method',
  'status',
  'tenant',
  'version',
];

/**
 * Which fields hold what. Service and level are looked up exactly: a text field is searched by its words, so that `checkout` would also
 * find `checkout worker`, and its `.keyword` twin is used instead.
 */
export async function pickFields(
  client: ElasticsearchClient,
  settings: ElasticsearchSettings,
  reader: Requester,
): Promise<LogFields> {
  const { fields } = settings;
  const named = {
    timestamp: [fields.timestamp].flat(),
    service: [fields.service].flat(),
    level: [fields.level].flat(),
    message: [fields.message].flat(),
    host: [fields.host].flat(),
    traceId: [fields.trace_id].flat(),
  };
  const exact = { service: withTwins(named.service), level: withTwins(named.level) };
  const places = placeFields.flatMap(({ labels }) => labels);
  const plain = [...named.timestamp, ...named.message, ...named.host, ...named.traceId, ...further];
  const found = await client.fields([...new Set([...plain, ...exact.service, ...exact.level, ...places])], reader);
  const is = (field: string, types: readonly string[]) =>
    types.some((type) => found.fields[field]?.[type] !== undefined);
  const isThere = (field: string) => found.fields[field] !== undefined && !is(field, ['object', 'nested']);
  const orFirst = (fields: string[], all: readonly string[]) => (fields.length > 0 ? fields : all.slice(0, 1));
  return {
    timestamp: named.timestamp.find((field) => is(field, timeTypes)) ?? named.timestamp[0] ?? '@timestamp',
    message: orFirst(named.message.filter(isThere), named.message).map((name) => ({
      name,
      isText: is(name, textTypes) || !isThere(name),
    })),
    hasMessage: named.message.some(isThere),
    host: orFirst(named.host.filter(isThere), named.host.slice(-2)),
    traceId: orFirst(named.traceId.filter(isThere), named.traceId),
    further: further.filter(isThere),
    service: exact.service.filter((field) => is(field, exactTypes)),
    level: exact.level
      .filter((field) => is(field, exactTypes) || is(field, numberTypes))
      .map((name) => ({ name, isNumber: !is(name, exactTypes) })),
    places: places.filter((field) => is(field, exactTypes)),
  };
}

const withTwins = (fields: readonly string[]): string[] => fields.flatMap((field) => [field, `${field}.keyword`]);

/** Stops a question that cannot be put: no such index, or no field for the service in it. */
export function refuseWithoutService(fields: LogFields, settings: ElasticsearchSettings): void {
  if (fields.service.length > 0) return;
  throw new SkipQuestion(
    `no index of ${settings.index_pattern} has a keyword field for the service (looked for ${[settings.fields.service].flat().join(', ')}); set index_pattern or fields.service`,
  );
}

/** The sentence for lines whose text nobody can read; null when there is a field for it. */
export function withoutMessage({ hasMessage, message }: LogFields, settings: ElasticsearchSettings): string | null {
  if (hasMessage) return null;
  return `no index of ${settings.index_pattern} has a field ${message.map(({ name }) => name).join(' or ')}: lines are counted, and what they say is not read; set fields.message`;
}
