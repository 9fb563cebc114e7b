import { SkipQuestion } from '../answering/index.ts';
import type { Requester } from '../vendor-http/index.ts';
import type { ElasticsearchClient } from './client.ts';
import { placeFields } from './pick-place.ts';
import type { LogFields } from './queries.ts';
import type { ElasticsearchSettings } from './settings.ts';

const exactTypes = ['keyword', 'constant_keyword', 'wildcard'];

/**
 * Which fields hold service and level exactly. A text field is searched by its words, so that `checkout` would also find
 * `checkout worker`: its `.keyword` twin is used instead.
 */
export async function pickFields(
  client: ElasticsearchClient,
  settings: ElasticsearchSettings,
  reader: Requester,
): Promise<LogFields> {
  const { timestamp, message, host, trace_id: traceId } = settings.fields;
  const candidates = { service: withTwins(settings.fields.service), level: withTwins(settings.fields.level) };
  const places = placeFields.flatMap(({ labels }) => labels);
  const found = await client.fields(
    [timestamp, message, ...candidates.service, ...candidates.level, ...places],
    reader,
  );
  const isExact = (field: string) => exactTypes.some((type) => found.fields[field]?.[type] !== undefined);
  return {
    timestamp,
    message,
    hasMessage: found.fields[message] !== undefined,
    host,
    traceId,
    service: candidates.service.filter(isExact),
    level: candidates.level.filter(isExact),
    places: places.filter(isExact),
  };
}

const withTwins = (fields: string | readonly string[]): string[] =>
  [fields].flat().flatMap((field) => [field, `${field}.keyword`]);

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
  return `no index of ${settings.index_pattern} has the field ${message}: lines are counted, and what they say is not read; set fields.message`;
}
