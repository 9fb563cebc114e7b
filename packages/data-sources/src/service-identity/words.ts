/** A word of a text: lower-cased, in its plain form, with its place so that the original can be quoted. */
export interface Word {
  readonly plain: string;
  readonly start: number;
  readonly end: number;
}

const wordPattern = /[\p{Ll}\p{N}]*\p{N}[\p{Ll}\p{N}]*|\p{Lu}+(?!\p{Ll})\p{N}*|\p{L}\p{Ll}*\p{N}*|[\p{L}\p{N}]+/gu;

/** The words of a text. `CheckoutService`, `checkout_service` and `Checkout service` have the same words. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map((match) => ({
    plain: singular(match[0].toLowerCase()),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Names that end like a plural. */
const notPlural = new Set(['postgres', 'nats', 'kubernetes', 'https', 'jenkins', 'windows', 'news']);

/** `payments` -> `payment`, `deliveries` -> `delivery`; other words unchanged. Only as good as comparing names needs. */
export function singular(word: string): string {
  if (word.length < 4 || notPlural.has(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ses|xes|ches|shes|zes)$/.test(word))
    return word.slice(0, word.endsWith('ses') && !word.endsWith('sses') ? -1 : -2);
  if (word.endsWith('s') && !/(ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

const generalTerms: Readonly<Record<string, readonly string[]>> = {
  db: ['database', 'postgres', 'postgresql', 'mysql', 'mariadb', 'mongo', 'mongodb', 'rds', 'sql', 'aurora'],
  database: ['db', 'postgres', 'postgresql', 'mysql', 'mariadb', 'mongo', 'mongodb', 'rds', 'sql', 'aurora'],
  cache: ['redis', 'memcached', 'valkey'],
  queue: ['kafka', 'rabbitmq', 'sqs', 'mq'],
  authentication: ['auth'],
  authorization: ['auth'],
  auth: ['authentication', 'authorization'],
  notification: ['notifier'],
  gateway: ['gw'],
  gw: ['gateway'],
  catalogue: ['catalog'],
  catalog: ['catalogue'],
  frontend: ['fe'],
  fe: ['frontend'],
  backend: ['be'],
};

/** Whether a person who wrote `written` can mean the `named` part of a name: the same, or the general word for it. */
export function canMean(written: string, named: string): boolean {
  return written === named || meaningsOf(written).includes(named);
}

/** Every part of a name that a person who wrote `written` can mean. */
export function meaningsOf(written: string): readonly string[] {
  return Object.hasOwn(generalTerms, written) ? [written, ...(generalTerms[written] ?? [])] : [written];
}
