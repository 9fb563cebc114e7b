import type { Question } from '../data-source.ts';
import { choosePlaces } from './choose-places.ts';
import { ownWords } from './own-words.ts';

/**
 * Whether what was deployed into an environment is what the question is about: one of the configured ones, or the wanted one. An
 * environment that a person configured for the service is it, unless the incident says another.
 */
export function toEnvironmentTest(
  { service, place }: Pick<Question, 'service' | 'place'>,
  configured: readonly string[] | undefined,
): (environment: string | null | undefined) => boolean {
  const own = ownWords(service);
  return (environment) => {
    if (configured !== undefined && !configured.includes(environment ?? '')) return false;
    const candidate = { item: true, name: environment ?? '', ...(environment ? { names: [environment] } : {}) };
    return choosePlaces([candidate], place, { own, areNamed: configured !== undefined }).chosen.length > 0;
  };
}
