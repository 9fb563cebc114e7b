/** What a check says: the place in the message and the rule it breaks. */
export type Fault = string;

export type Checked = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Checked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string of `min`..`max` UTF-16 units; absent is allowed unless `required`. */
export function lengthFaults(
  value: unknown,
  at: string,
  { min = 1, max, required = true }: { min?: number; max: number; required?: boolean },
): Fault[] {
  if (value === undefined) return required ? [`${at} is missing`] : [];
  if (typeof value !== 'string') return [`${at} is not text`];
  if (value.length < min) return [`${at} is shorter than ${min}`];
  return value.length > max ? [`${at} has ${value.length} characters, at most ${max} are allowed`] : [];
}

/** An array of `min`..`max` items, each checked by `check`. */
export function arrayFaults(
  value: unknown,
  at: string,
  bounds: { min?: number; max: number },
  check: (item: unknown, at: string) => Fault[],
): Fault[] {
  if (!Array.isArray(value)) return [`${at} is not a list`];
  const { min = 1, max } = bounds;
  const size =
    value.length < min
      ? [`${at} has ${value.length} items, at least ${min} are needed`]
      : value.length > max
        ? [`${at} has ${value.length} items, at most ${max} are allowed`]
        : [];
  return [...size, ...value.flatMap((item, index) => check(item, `${at}/${index}`))];
}

/** A text object; `kinds` says which are allowed there. */
export function textObjectFaults(
  value: unknown,
  at: string,
  max: number,
  kinds: readonly string[] = ['plain_text', 'mrkdwn'],
): Fault[] {
  if (!isObject(value)) return [`${at} is not a text object`];
  const kind = String(value.type);
  const wrongKind = kinds.includes(kind) ? [] : [`${at} is ${kind}, allowed: ${kinds.join(', ')}`];
  const wrongEmoji = kind === 'mrkdwn' && value.emoji !== undefined ? [`${at}/emoji is for plain_text only`] : [];
  const wrongVerbatim =
    kind === 'plain_text' && value.verbatim !== undefined ? [`${at}/verbatim is for mrkdwn only`] : [];
  return [...wrongKind, ...wrongEmoji, ...wrongVerbatim, ...lengthFaults(value.text, `${at}/text`, { max })];
}

export function urlFaults(value: unknown, at: string, max = 3000): Fault[] {
  const faults = lengthFaults(value, at, { max });
  if (faults.length > 0) return faults;
  return URL.canParse(String(value)) ? [] : [`${at} is not a web address`];
}
