const secretName =
  /(secret|token|password|passwd|authorization|credential|cookie|signature|private_?key|api_?key|app_?key|access_?key)s?$/i;

/** Shapes of secrets that vendors hand out, and anything after `Bearer` or in a URL's user part. */
const secretShapes: readonly RegExp[] = [
  /\b(?:xox[abeoprs]|xapp)-[\w-]{8,}/g,
  /\binc_[0-9a-f]{16,}/gi,
  /\bwhsec_[A-Za-z0-9+/=]{8,}/g,
  /\b(?:ghp|gho|ghu|ghs|ghr|github_pat|glpat|glsa|hvs|hvb|s)[_.-][A-Za-z0-9_-]{20,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g,
  /(?<=\b(?:Bearer|Basic)\s)[\w.~+/=-]{16,}/gi,
  /(?<=\b(?:token|secret|password|api_key)=)[^\s&"']+/gi,
  /(?<=\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g,
];

const hidden = '[hidden]';
const maxDepth = 6;
const maxItems = 50;
const maxText = 4_000;

/**
 * A copy of `value` that may be logged: fields named like secrets are hidden, secret-shaped text is masked, errors become
 * plain (message, stack, kind, cause; never their headers or request), and size is bounded. Secrets hide themselves.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[deeper than shown]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return redact(Object.fromEntries(value), depth);
  if (value instanceof Set) return redact([...value], depth);
  if (Array.isArray(value)) return redactList(value, depth);
  if ('toJSON' in value && typeof value.toJSON === 'function') return redact(value.toJSON(), depth + 1);
  return redactFields(value, depth);
}

/** `text` with everything masked that looks like a secret. Long text is cut, and says so. */
export function redactText(text: string): string {
  const cut = text.length > maxText ? `${text.slice(0, maxText)} [${text.length - maxText} characters more]` : text;
  return secretShapes.reduce((rest, shape) => rest.replace(shape, hidden), cut);
}

function redactFields(value: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(value).slice(0, maxItems);
  return Object.fromEntries(
    entries.map(([name, field]) => [
      name,
      secretName.test(name) && field != null ? hideField(field) : redact(field, depth + 1),
    ]),
  );
}

/** A count or a flag about secrets (`tokens: 3`, `hasSecret: true`) tells nothing about them. */
function hideField(field: unknown): unknown {
  return typeof field === 'number' || typeof field === 'boolean' ? field : hidden;
}

function redactList(list: readonly unknown[], depth: number): unknown[] {
  const shown = list.slice(0, maxItems).map((item) => redact(item, depth + 1));
  return list.length > maxItems ? [...shown, `[${list.length - maxItems} more]`] : shown;
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const loggedFields = ['kind', 'status', 'code', 'retry', 'retryAfterMs'] as const;
  const facts = Object.fromEntries(
    loggedFields.filter((key) => key in error).map((key) => [key, Reflect.get(error, key)]),
  );
  return {
    type: name,
    message: redactText(message),
    ...facts,
    stack: stack === undefined ? undefined : redactText(stack),
    cause: cause === undefined ? undefined : redact(cause, depth + 1),
  };
}
