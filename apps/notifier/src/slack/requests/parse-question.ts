/** What a mention asks for. Anything we do not understand is `unknown`, and is answered with what is possible. */
export type ReaderQuestion =
  | { readonly kind: 'why' | 'changes' | 'status' | 'help' | 'unknown' }
  | { readonly kind: 'evidence'; readonly number: number | null };

/** `@incidentfox why?`, `what changed`, `evidence 3`, `status`, `help`, and a few other words for them. */
export function parseQuestion(text: string): ReaderQuestion {
  const words = text
    .replace(/<[@!#][^>]*>/g, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\d\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [, number] = /\bevidence (?:e ?)?(\d{1,3})\b/.exec(words) ?? [];
  if (number) return { kind: 'evidence', number: Number(number) };
  if (/\bevidence\b/.test(words)) return { kind: 'evidence', number: null };
  if (/\b(change[sd]?|deploy(s|ed|ment|ments)?|released?|shipped)\b/.test(words)) return { kind: 'changes' };
  if (/\b(why|root cause|cause|reason|what happened|what is wrong)\b/.test(words)) return { kind: 'why' };
  if (/\b(status|state|progress|done yet|still running)\b/.test(words)) return { kind: 'status' };
  return { kind: words === '' || /\b(help|commands?|what can you do)\b/.test(words) ? 'help' : 'unknown' };
}
