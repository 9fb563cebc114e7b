/** `services/checkout`, `services/checkout/**`, `libs/*-pay`: whether a file lies under one of them. */
export function isUnder(file: string, paths: readonly string[]): boolean {
  return paths.some((path) => patternOf(path).test(file));
}

const patterns = new Map<string, RegExp>();
const maxPatterns = 1_000;

function patternOf(path: string): RegExp {
  const known = patterns.get(path);
  if (known !== undefined) return known;
  const bare = bareOf(path);
  if (bare === '') return everything;
  const text = bare
    .split(/(\*\*\/?|\*)/)
    .map((part) => (part.startsWith('**') ? '.*' : part === '*' ? '[^/]*' : part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')))
    .join('');
  const pattern = new RegExp(`^${text}(/|$)`);
  if (patterns.size < maxPatterns) patterns.set(path, pattern);
  return pattern;
}

/** Those that are plain folders or files, as vendors write them: a list of commits can be asked for by them. */
export function plainPaths(paths: readonly string[]): string[] {
  return paths.map(bareOf).filter((path) => path !== '' && !path.includes('*'));
}

/** `./services/checkout/**` is `services/checkout`; the root of the repository (`.`, `/`) is empty. */
function bareOf(path: string): string {
  return path
    .trim()
    .replace(/^\.?(\/|$)/, '')
    .replace(/(\/\*{1,2})?\/?$/, '');
}

const everything = /^/;
