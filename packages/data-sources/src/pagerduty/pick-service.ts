import { configuredNameOf, namesOf, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { choosePlaces, listed } from '../environment/choose-places.ts';
import { environmentKind, withoutEnvironment } from '../environment/environment-kind.ts';
import { ownWords } from '../environment/own-words.ts';
import type { PagerdutyClient } from './client.ts';

/** A service of PagerDuty that a question is about. */
export interface PickedService {
  readonly id: string;
  readonly html_url: string | null | undefined;
  /**
   * Null where the service is the wanted environment's. Else it is called after none, and only what says the wanted environment itself
   * counts; the sentence is what to tell when nothing does.
   */
  readonly open: string | null;
}

/**
 * The configured service id or name, else the service with one of the catalogue's names, also with an environment about it
 * (`Checkout (staging)`); of several the one of the wanted environment. Null when there is only another, which the answer then says.
 */
export async function pickService(
  client: PagerdutyClient,
  question: Pick<Question, 'service' | 'place'>,
  run: QuestionRun,
): Promise<PickedService | null> {
  const { service, place } = question;
  const configured = configuredNameOf(service, 'pagerduty');
  const named = typeof configured === 'string' ? configured : (configured?.service_id ?? configured?.service);
  if (named !== undefined && /^P[A-Z0-9]{6,13}$/.test(named)) return { id: named, html_url: undefined, open: null };
  for (const name of named === undefined ? namesOf({ ...service, vendorNames: {} }, 'pagerduty') : [named]) {
    const found = await called(client, name, named === undefined, run);
    if (found.length === 0) continue;
    const candidates = found.map((item) => ({ item, name: item.name, names: [item.name] }));
    const options = { own: ownWords(service), areNamed: named !== undefined, atMost: 'one' } as const;
    const { chosen, leftOut, open } = choosePlaces(candidates, place, options);
    const [one] = chosen;
    if (one !== undefined) {
      if (leftOut.length > 0) run.warn(`looked only at ${one.name}, not at ${listed(leftOut)}`);
      return { id: one.id, html_url: one.html_url, open: null };
    }
    const sentence = `${service.name} was ${open ?? 'not found'}`;
    const [forAll, ...more] = found.filter((each) => environmentKind(each.name, ownWords(service)) === null);
    if (forAll !== undefined && more.length === 0) return { id: forAll.id, html_url: forAll.html_url, open: sentence };
    run.leaveOpen(sentence);
    return null;
  }
  throw new SkipQuestion(`no PagerDuty service is called like ${service.name}; set services[].pagerduty`);
}

async function called(client: PagerdutyClient, name: string, withPlaces: boolean, run: QuestionRun) {
  // The search is for parts of a name, and knows no other spelling; the first word is enough to find both.
  const [first = name] = name.split(/[\s_-]+/).filter(Boolean);
  const all = await client.services(first, run);
  const bare = plain(withoutEnvironment(name));
  return all.filter(
    (one) => plain(one.name) === plain(name) || (withPlaces && plain(withoutEnvironment(one.name)) === bare),
  );
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
