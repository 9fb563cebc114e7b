import type { Location } from '@incidentfox/incident';
import { environmentKind, isSameEnvironment, placeWords } from './environment-kind.ts';
import { assumedPlace, type WantedPlace } from './wanted-place.ts';

/** One of the places a service was found in. */
export interface Candidate<T> {
  readonly item: T;
  /** What people call the place: `namespace shop-staging`. */
  readonly name: string;
  /** What is said outright: a label `env`, the configured cluster. */
  readonly place?: Location;
  /** Names that may speak of an environment: of a namespace, an application, a data source. */
  readonly names?: readonly string[];
}

export interface ChosenPlaces<T> {
  readonly chosen: readonly T[];
  /** What was left out, where anything was. */
  readonly leftOut: readonly string[];
  /** Set when nothing decides between what was found, or when it is only found elsewhere. A sentence with the candidates. */
  readonly open: string | null;
}

interface ChooseOptions {
  /** Words of the service's own names: `review` in `review-api` is no preview. */
  readonly own?: ReadonlySet<string>;
  /** A person named exactly these: where nobody said which environment, they are it. */
  readonly areNamed?: boolean;
  /** Whether what says nothing of its environment is taken beside what says the wanted one. Default: no. */
  readonly withUnmarked?: boolean;
  /** How many places one answer can be about: several of one environment together, or one alone. Default: several. */
  readonly atMost?: 'one' | 'several';
}

/**
 * Which of the places a service was found in are the wanted one. What says another environment, cluster or region is never among
 * them. Where some say the wanted environment, those that say nothing are left out.
 */
export function choosePlaces<T>(
  candidates: readonly Candidate<T>[],
  wanted: WantedPlace = assumedPlace,
  { own = new Set(), areNamed = false, withUnmarked = false, atMost = 'several' }: ChooseOptions = {},
): ChosenPlaces<T> {
  const [only] = candidates;
  const isAlone = only !== undefined && candidates.length === 1;
  if (areNamed && !wanted.isSaid && isAlone && !isOtherPart(only.place ?? {}, wanted))
    return { chosen: candidates.map(({ item }) => item), leftOut: [], open: null };
  const fitting = candidates.map((one) => ({ one, fit: fitOf(one, wanted, own) }));
  const marked = fitting.filter(({ fit }) => fit === 'marked');
  const isMarkedOnly = marked.length > 0 && !withUnmarked;
  const taken = isMarkedOnly ? marked : fitting.filter(({ fit }) => fit !== 'elsewhere');
  const chosen = taken.map(({ one }) => one);
  const isChosen = new Set(chosen);
  const leftOut = candidates.filter((one) => !isChosen.has(one)).map(({ name }) => name);
  if (chosen.length === 0 && candidates.length > 0)
    return { chosen: [], leftOut, open: onlyElsewhere(leftOut, wanted) };
  if (chosen.length > 1 && atMost === 'one')
    return {
      chosen: [],
      leftOut,
      open: undecided(
        chosen.map(({ name }) => name),
        wanted,
      ),
    };
  return { chosen: chosen.map(({ item }) => item), leftOut, open: null };
}

/** In another cluster or region than the wanted one. */
function isOtherPart(place: Location, wanted: WantedPlace): boolean {
  return (['cluster', 'region'] as const).some((part) => {
    const [asked, given] = [wanted[part], place[part]];
    return asked !== undefined && given !== undefined && !isSamePart(given, asked);
  });
}

type Fit = 'marked' | 'unmarked' | 'elsewhere';

function fitOf({ place = {}, names = [] }: Candidate<unknown>, wanted: WantedPlace, own: ReadonlySet<string>): Fit {
  if (isOtherPart(place, wanted)) return 'elsewhere';
  const { environment, cluster } = place;
  const texts = environment ? [environment] : [...names, ...(cluster === undefined ? [] : [cluster])];
  const known = environment ? new Set<string>() : own;
  const speaking = texts.find((text) => environmentKind(text, known) !== null || says(text, wanted.environment));
  if (speaking !== undefined) return isSameEnvironment(speaking, wanted.environment, known) ? 'marked' : 'elsewhere';
  return isSameEnvironment(wanted.unmarked, wanted.environment) ? 'unmarked' : 'elsewhere';
}

/** An environment with a name of its own (`customer-a`) is told by that name alone. */
const says = (text: string, wanted: string): boolean =>
  environmentKind(wanted) === null && isSameEnvironment(text, wanted);

/** `eu` is meant by `eu-west-1`, and `eu-west-1` by `prod-eu-west-1`. */
export function isSamePart(given: string, asked: string): boolean {
  const words = new Set(placeWords(given));
  return placeWords(asked).every((word) => words.has(word));
}

const onlyElsewhere = (names: readonly string[], { environment, because }: WantedPlace): string =>
  `found only in ${listed(names)}, and nothing shows that this is ${environment} (${because}); set environment where it is`;

const undecided = (names: readonly string[], { environment }: WantedPlace): string =>
  `found in ${listed(names)}, and nothing decides which of them is meant by ${environment}; set environment, cluster or region`;

/** The first few names. */
export function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  const shown = all.slice(0, 5).join(', ');
  return all.length > 5 ? `${shown} and ${all.length - 5} more` : shown;
}
