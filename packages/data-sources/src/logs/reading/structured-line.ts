import { type LineLevel, statedLevel } from '@incidentfox/incident';
import { maxFieldLength, maxKeptFields } from '../limits.ts';

/** What the fields of a line say. Untrusted. */
export interface StructuredLine {
  /** The message with what went wrong, in one line; undefined when no field holds one. */
  readonly message: string | undefined;
  readonly stack: string | undefined;
  readonly level: LineLevel | undefined;
  readonly traceId: string | undefined;
  readonly host: string | undefined;
  /** Whatever else there is, by dotted name. */
  readonly rest: Readonly<Record<string, string>>;
}

const messageNames = ['msg', 'message', '@m', '@mt', 'body', 'text', 'short_message', 'event', 'event.original', 'log'];
const errorNames = ['error.message', 'err.message', 'exception.message', 'exc.message', 'error', 'err', 'exception'];
const errorTypes = ['error.type', 'err.type', 'error.kind', 'exception.type', 'err.name', 'error.name'];
const stackNames = ['error.stack_trace', 'error.stack', 'err.stack', 'exception.stacktrace', 'exception.stack_trace'];
const moreStackNames = ['stack_trace', 'stacktrace', 'stack', 'exc_info', 'traceback', '@x'];
const levelNames = ['level', 'log.level', 'lvl', 'severity', '@l', 'levelname', 'loglevel', 'severity_text'];
const levelNumbers = ['severity_number', 'severitynumber', 'levelno', 'log.syslog.severity.code'];
const traceNames = ['trace_id', 'traceid', 'trace.id', 'dd.trace_id', 'otelTraceID'.toLowerCase()];
const hostNames = [
  'pod',
  'pod_name',
  'k8s.pod.name',
  'kubernetes.pod_name',
  'kubernetes.pod.name',
  'host.name',
  'host',
];
/** Tells nothing of what happened. */
const noise =
  /^(?:time|timestamp|ts|@t|@timestamp|pid|v|hostname|stream|_p|logtag|time_unix_nano|observed_timestamp|level_value|caller|thread(?:_name)?|logger(?:_name)?|kubernetes\..*|docker\..*|agent\..*|ecs\..*)$/;

/** Reads an object of any shape: pino, bunyan, zap, logback, Serilog, ECS, OpenTelemetry, nested as deep as three levels. */
export function readFields(object: Readonly<Record<string, unknown>>): StructuredLine {
  const fields = flatten(object);
  const taken = new Set<string>();
  const first = (names: readonly string[]): string | undefined => {
    const name = names.find((one) => fields.has(one));
    if (name !== undefined) taken.add(name);
    return name === undefined ? undefined : fields.get(name);
  };
  const said = first(messageNames);
  const stack = first([...stackNames, ...moreStackNames]);
  const wrong = [first(errorTypes), first(errorNames)].filter((one) => one !== undefined).join(': ');
  const level = levelIn(fields, taken);
  const traceId = first(traceNames);
  const host = first(hostNames);
  const rest = [...fields]
    .filter(([name]) => !taken.has(name) && !noise.test(name))
    .slice(0, maxKeptFields)
    .map(([name, value]) => [name, value.slice(0, maxFieldLength)] as const);
  return { message: messageOf(said, wrong, stack), stack, level, traceId, host, rest: Object.fromEntries(rest) };
}

function messageOf(said: string | undefined, wrong: string, stack: string | undefined): string | undefined {
  const what = wrong !== '' ? wrong : (stack?.split('\n', 1)[0] ?? '');
  if (said === undefined) return what === '' ? undefined : what;
  return what === '' || said.includes(what) ? said : `${said}: ${what}`;
}

function levelIn(fields: ReadonlyMap<string, string>, taken: Set<string>): LineLevel | undefined {
  for (const name of [...levelNumbers, ...levelNames]) {
    const value = fields.get(name);
    const level = value === undefined ? null : statedLevel(value, name);
    if (level === null) continue;
    taken.add(name);
    return level;
  }
  return undefined;
}

/** Lower-case dotted names with their values as text; what is empty, null or false says nothing and is left out. */
function flatten(object: Readonly<Record<string, unknown>>, prefix = '', depth = 0): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(object).slice(0, 100)) {
    const name = `${prefix}${key}`.toLowerCase();
    if (value === null || value === undefined || value === '' || value === false) continue;
    if (typeof value !== 'object') found.set(name, String(value));
    else if (Array.isArray(value)) {
      if (value.length > 0) found.set(name, value.map(String).join(' ').slice(0, maxFieldLength));
    } else if (depth < 3) {
      for (const [inner, text] of flatten(value as Record<string, unknown>, `${name}.`, depth + 1))
        found.set(inner, text);
    }
  }
  return found;
}
