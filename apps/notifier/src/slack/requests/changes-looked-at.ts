import type { Investigation, RecordedQuestion } from '@incidentfox/incident';
import { count } from '../../text/clock.ts';

const maxNamed = 3;

/**
 * Where changes were looked for, in a sentence or two. A service of which no source could say so is named with the reason: silence must not
 * read as "nothing changed".
 */
export function changesLookedAt({ questions }: Pick<Investigation, 'questions'>): string {
  const about = questions.filter(({ capability }) => capability === 'changes');
  const [first, ...others] = unseenServices(about);
  if (first !== undefined) {
    const names = [first, ...others].slice(0, maxNamed).join(', ');
    const more = others.length >= maxNamed ? ` and ${others.length + 1 - maxNamed} more` : '';
    const why = about.find(({ service, failure }) => service === first && failure)?.failure?.message;
    return `Whether ${names}${more} changed is not known${why === undefined ? '' : `: ${why}`}.`;
  }
  const partly = about.filter(({ state }) => state === 'partial').length;
  if (partly > 0)
    return `${count(partly, 'question')} about changes ${partly === 1 ? 'was' : 'were'} answered only in part.`;
  return `${count(about.length, 'question')} about changes ${about.length === 1 ? 'was' : 'were'} asked.`;
}

/** Services that were asked about and of which nothing is known; those with a part of an answer that found nothing among them. */
function unseenServices(about: readonly RecordedQuestion[]): string[] {
  const isSeen = ({ state, items }: RecordedQuestion) =>
    state === 'ok' || state === 'empty' || (state === 'partial' && items > 0);
  const seen = new Set(about.filter(isSeen).map(({ service }) => service));
  return [...new Set(about.flatMap(({ service }) => (service === null || seen.has(service) ? [] : service)))];
}
