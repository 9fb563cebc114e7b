import { maxRawLength } from '../limits.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about.
const escapeSequence = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007]*\u0007)/g;
/** containerd's and CRI-O's own prefix: time, stream, whether the line is whole. */
const criPrefix = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP] /;
/** Docker, fluent-bit and a log that was wrapped twice. */
const maxWraps = 3;

/** What a line was before a runtime and a shipper put it into something: its text, and the fields they wrote beside it. */
export function takeOffFraming(raw: string): { text: string; fields: Record<string, unknown> } {
  let text = raw.slice(0, maxRawLength).replace(escapeSequence, '');
  const fields: Record<string, unknown> = {};
  for (let wraps = 0; wraps < maxWraps; wraps += 1) {
    const prefix = criPrefix.exec(text);
    if (prefix !== null) text = text.slice(prefix[0].length);
    const object = asObject(text);
    // `log` beside a message is a field of its own (`log.level`); alone it is the line.
    if (object === null || typeof object.log !== 'string' || 'message' in object || 'msg' in object) break;
    const { log, ...beside } = object;
    text = log.replace(escapeSequence, '').replace(/\n$/, '');
    Object.assign(fields, beside);
  }
  return { text: text.replace(/\s+$/, ''), fields };
}

/** A JSON object; null for whatever else a text is, and for an object that was cut. */
export function asObject(text: string): Record<string, unknown> | null {
  const trimmed = text.trimStart();
  if (!trimmed.startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(trimmed);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
