const maxReasonLength = 200;

/**
 * The other side's own words from an error body: the usual message fields of a JSON body, or plain text on one line.
 * HTML pages say nothing useful and are left out. `secrets` are blanked in case the body echoes them.
 */
export function reasonInBody(body: string, secrets: readonly string[]): string {
  const text = body.trim();
  if (text === '' || text.startsWith('<')) return '';
  let words = text;
  try {
    words = wordsOf(JSON.parse(text)) ?? '';
  } catch {
    // Plain text is a reason too: Loki and proxies answer so.
  }
  return blank(words, secrets).replace(/\s+/g, ' ').trim().slice(0, maxReasonLength);
}

function wordsOf(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return value;
  if (depth > 3 || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const words = value.slice(0, 3).map((one) => wordsOf(one, depth + 1));
    return words.filter((one) => one !== undefined).join('; ') || undefined;
  }
  const fields = value as Record<string, unknown>;
  for (const key of ['error_description', 'message', 'error', 'errors', 'detail', 'reason', 'title', 'type']) {
    const words = wordsOf(fields[key], depth + 1);
    if (words) return words;
  }
  return undefined;
}

/** Replaces every secret in `text`. A header like `Bearer abc` is looked for whole and by its parts. */
export function blank(text: string, secrets: readonly string[]): string {
  const parts = secrets.flatMap((secret) => [secret, ...secret.split(/[\s=:]+/)]).filter((part) => part.length >= 8);
  return parts.reduce((cleaned, part) => cleaned.split(part).join('[redacted]'), text);
}
