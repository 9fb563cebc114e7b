import type { Service } from '@incidentfox/incident';
import { isStore } from './is-store.ts';
import { environmentWords, genericWords, symptomWords } from './ordinary-words.ts';
import { meaningsOfText } from './related-words.ts';
import { wordsOf } from './words.ts';

/** Words that only say how a thing runs. */
const running = new Set(
  'web frontend backend main default background worker job task celery sidekiq cron batch'.split(' '),
);
const minLength = 4;

/**
 * Which services of the catalogue nobody sees under their names are likely to be what runs under a name nobody knows: `Webhooks` and
 * `hooks`, `Document Rendering` and `docs-render`, `Invoice Runs` and `celery-billing`. Only where each is the other's only match.
 */
export function tieByMeaning(unseen: readonly Service[], unknown: readonly string[]): ReadonlyMap<string, Service> {
  const pairs = unseen
    .filter((service) => !isStore(service))
    .flatMap((service) => unknown.filter((name) => isLikely(service, name)).map((name) => ({ service, name })));
  const isOnly = (pair: (typeof pairs)[number]) =>
    pairs.every((other) => other === pair || (other.service !== pair.service && other.name !== pair.name));
  return new Map(pairs.filter(isOnly).map(({ service, name }) => [name, service]));
}

function isLikely({ name, aliases }: Service, seen: string): boolean {
  const own = [name, ...aliases].flatMap(tellingWords);
  const theirs = tellingWords(seen);
  if (own.some((word) => theirs.some((other) => isKin(word, other)))) return true;
  const meant = meaningsOfText(name);
  return theirs.some((word) => meant.has(word));
}

/** The same word, or one the short form of the other; `order` is none of `border`. */
function isKin(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    short.length >= minLength && (long.startsWith(short) || (long.endsWith(short) && long.length - short.length >= 3))
  );
}

const tellingWords = (name: string): string[] =>
  wordsOf(name)
    .map(({ plain }) => plain)
    .filter((word) => ![running, genericWords, environmentWords, symptomWords].some((words) => words.has(word)));
