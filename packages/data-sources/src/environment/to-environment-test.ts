import type { Question } from '../data-source.ts';
import { choosePlaces } from './choose-places.ts';
import { ownWords } from './own-words.ts';

/**
 * Whether what was deployed into an environment is what the question is about: one of the configured ones, or the wanted one. An
 * environment that a person configured for the service is it; where the incident says another than all of those, the wanted one is looked
 * for by its name.
 */
export function toEnvironmentTest(
  { service, place }: Pick<Question, 'service' | 'place'>,
  configured: readonly string[] | undefined,
): (environment: string | null | undefined) => boolean {
  const own = ownWords(service);
  const fits = (environment: string | null | undefined, areNamed: boolean) => {
    const candidate = { item: true, name: environment ?? '', ...(environment ? { names: [environment] } : {}) };
    return choosePlaces([candidate], place, { own, areNamed }).chosen.length > 0;
  };
  const counting = configured?.some((name) => fits(name, true)) ? configured : undefined;
  return (environment) =>
    (counting === undefined || counting.includes(environment ?? '')) && fits(environment, counting !== undefined);
}

/** The only environment to ask for, where one alone is configured and fits; undefined where several may count. */
export function onlyEnvironmentOf(
  question: Pick<Question, 'service' | 'place'>,
  configured: readonly string[] | undefined,
): string | undefined {
  const [only, ...others] = configured ?? [];
  if (only === undefined || others.length > 0) return undefined;
  return toEnvironmentTest(question, configured)(only) ? only : undefined;
}
