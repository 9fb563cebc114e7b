import { type LogLine, levelStatedIn, lineLevelOf } from '@incidentfox/incident';
import { type RawLine, toLogLine } from '../logs/index.ts';
import type { Stream } from './responses.schema.ts';

/** Lines with their streams' labels and their own metadata, ascending in time. */
export function toRawLines(streams: readonly Stream[]): RawLine[] {
  return streams
    .flatMap(({ stream, values }) =>
      values.items.map(([at, text, metadata]) => ({ at, text, fields: { ...stream, ...labelsIn(metadata) } })),
    )
    .sort((a, b) => a.at - b.at);
}

const labelsIn = (metadata: unknown): Record<string, unknown> =>
  typeof metadata === 'object' && metadata !== null ? { ...metadata } : {};

/** Labels that hold the host, and no message. */
const hostLabels = ['pod', 'k8s_pod_name', 'host', 'hostname', 'instance'];

export const hostOf = ({ fields = {} }: RawLine): string | undefined => first(fields, hostLabels);

export function toLine(line: RawLine): LogLine {
  const { detected_level: detected, ...fields } = line.fields ?? {};
  const host = hostOf(line);
  const traceId = first(fields, ['trace_id', 'traceid', 'traceID']);
  const level = first(fields, ['level', 'severity', 'severity_text']) ?? detectedIn(line.text, detected);
  return toLogLine(
    { ...line, fields },
    {
      ...(level === undefined ? {} : { level }),
      ...(host === undefined ? {} : { host }),
      ...(traceId === undefined ? {} : { traceId }),
    },
  );
}

/** Where a line states no level, the server takes any word of trouble for one. */
function detectedIn(text: string, detected: unknown): string | undefined {
  if (typeof detected !== 'string' || detected === 'unknown') return undefined;
  const stated = levelStatedIn(text);
  if (stated !== null) return stated;
  return detected === 'error' && lineLevelOf(undefined, text, 'error') === 'info' ? 'info' : detected;
}

function first(labels: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  return names.map((name) => labels[name]).find((value) => typeof value === 'string' && value !== '') as
    | string
    | undefined;
}
