/** The environments that nearly everybody has, by one name each. */
export type EnvironmentKind = 'production' | 'staging' | 'development' | 'test' | 'preview';

const kindWords: Readonly<Record<EnvironmentKind, string>> = {
  production: 'production prod prd live',
  staging: 'staging stage stg preprod preproduction nonprod',
  development: 'development dev devel sandbox',
  test: 'test testing qa uat e2e ci loadtest',
  preview: 'preview review pr',
};
const kindOfWord = new Map(
  Object.entries(kindWords).flatMap(([kind, words]) =>
    words.split(' ').map((word) => [word, kind as EnvironmentKind] as const),
  ),
);

/** Words of a name in lower case: `shop-Prod_eu` is shop, prod, eu. Digits after a word are not part of it: `prod2` is prod. */
export function placeWords(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/\b(pre|non)[-_ ](prod|production)\b/g, '$1$2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Which environment a name speaks of, or null when it speaks of none. Of several words, the first that is not production. */
export function environmentKind(name: string, own: ReadonlySet<string> = new Set()): EnvironmentKind | null {
  const kinds = placeWords(name)
    .filter((word) => !own.has(word))
    .flatMap((word) => kindOf(word) ?? []);
  return kinds.find((kind) => kind !== 'production') ?? kinds[0] ?? null;
}

/** Regions as AWS, Google Cloud and Azure call them, at the beginning or the end of a name. */
const side = '(?:north|south|east|west|central|northeast|southeast|northwest|southwest)';
const region =
  `(?:(?:us|eu|ap|sa|ca|me|af|il|cn|mx)-(?:gov-)?${side}-\\d|` +
  `(?:us|europe|asia|australia|northamerica|southamerica|africa|me)-${side}\\d|` +
  `(?:north|south|east|west|central)(?:us|europe|india|asia)\\d?)`;
const regionAtEdge = new RegExp(`^${region}-|-${region}$`, 'g');

/** `checkout` of `checkout-prod`, `prod-checkout` and `checkout-eu-west-1`; unchanged, but in lower case, where nothing tells a place. */
export function withoutEnvironment(name: string): string {
  const words = placeWords(name);
  const placed = words.filter((word) => kindOf(word) === undefined).join('-');
  const bare = placed.replace(regionAtEdge, '');
  return bare === words.join('-') || bare === '' ? name.toLowerCase() : bare;
}

/** The same of a name that speaks of production or of no environment; `checkout-staging` is another than `checkout`. */
export function withoutPlace(name: string): string {
  const kind = environmentKind(name);
  return kind === null || kind === 'production' ? withoutEnvironment(name) : name;
}

const kindOf = (word: string): EnvironmentKind | undefined =>
  kindOfWord.get(word) ?? kindOfWord.get(word.replace(/\d+$/, ''));

/**
 * Whether a name that stands for an environment can be the wanted one: the same name; or the same kind where neither says more
 * (`prod` is `production`), or where all that the wanted one says more stands in it (`prod-eu` is not `prod-us`).
 */
export function isSameEnvironment(name: string, wanted: string, own?: ReadonlySet<string>): boolean {
  if (name.toLowerCase() === wanted.toLowerCase()) return true;
  const kind = environmentKind(wanted);
  if (kind === null) {
    const words = new Set(placeWords(name));
    return placeWords(wanted).every((word) => words.has(word));
  }
  if (environmentKind(name, own) !== kind) return false;
  const more = (text: string) => placeWords(text).filter((word) => kindOf(word) === undefined);
  const [given, asked] = [more(name), more(wanted)];
  return asked.length === 0 || given.length === 0 || asked.every((word) => given.includes(word));
}
