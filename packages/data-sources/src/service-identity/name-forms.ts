import type { Service } from '@incidentfox/incident';
import { commonWords, genericWords } from './ordinary-words.ts';
import { wordsOf } from './words.ts';

/** One way a service is called, prepared for comparing. */
export interface NameForm {
  readonly service: Service;
  readonly called: 'name' | 'alias' | 'vendor';
  readonly literal: string;
  readonly words: readonly string[];
  /** The words without `service`, `api` and the like; the whole name when nothing else is in it. */
  readonly core: readonly string[];
  /** Its words run together: `paymentgateway`. */
  readonly joined: string;
  /** The core is one everyday word (`user-service`, `web`), so that word alone does not name the service. */
  readonly isOrdinary: boolean;
}

/** All names of a catalogue, most specific first. */
export function nameFormsOf(catalogue: readonly Service[]): NameForm[] {
  return catalogue
    .flatMap((service) => [
      form(service, 'name', service.name),
      ...service.aliases.map((alias) => form(service, 'alias', alias)),
      ...vendorWordsOf(service).map((name) => form(service, 'vendor', name)),
    ])
    .filter((made) => made.words.length > 0)
    .sort((a, b) => b.words.length - a.words.length);
}

function form(service: Service, called: NameForm['called'], literal: string): NameForm {
  const words = wordsOf(literal).map((word) => word.plain);
  const specific = words.filter((word) => !genericWords.has(word));
  const core = specific.length > 0 ? specific : words;
  const [only] = core;
  const isOrdinary = core.length === 1 && only !== undefined && (only.length < 3 || commonWords.has(only));
  return { service, called, literal: literal.toLowerCase(), words, core, joined: words.join(''), isOrdinary };
}

/** What vendors call it, without the parts that say where: the workload of `{ namespace, workload }`, the end of `acme/checkout`. */
function vendorWordsOf(service: Service): string[] {
  const names = Object.values(service.vendorNames).flatMap((name) => {
    if (typeof name === 'string') return [name.split('/').at(-1) ?? ''];
    return ['workload', 'service', 'app', 'job', 'name', 'repo', 'project'].flatMap(
      (part) => name[part]?.split('/').at(-1) ?? [],
    );
  });
  return [...new Set(names)].filter((name) => name !== '' && name !== service.name && !service.aliases.includes(name));
}
