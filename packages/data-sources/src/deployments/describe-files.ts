/** What lies between two versions, in words: `3 commits in 7 files, among them config/http.yaml and src/pool.ts`. */
export function describeFiles(commits: number, files: readonly string[], isCut: boolean): string {
  const telling = [...files].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, 2);
  const lead = telling.length === files.length ? ':' : ', among them';
  const among = telling.length === 0 ? '' : `${lead} ${telling.join(' and ')}`;
  return `${many(commits, 'commit')} in ${isCut ? 'at least ' : ''}${many(files.length, 'file')}${among}`;
}

/** Nothing but settings changed: values, manifests, infrastructure; no code and no dependencies. */
export function isConfigurationOnly(files: readonly string[], isCut: boolean): boolean {
  const changed = files.filter((file) => weightOf(file) > 0);
  return !isCut && changed.length > 0 && changed.every((file) => settings.test(file) && !dependencies.test(file));
}

const settings = /\.(ya?ml|toml|json|properties|env|conf|ini|cfg|tf|tfvars)$/i;
const dependencies = /(package(-lock)?\.json|composer\.json|pyproject\.toml|Cargo\.toml|pnpm-lock\.yaml)$/i;
const harmless = /(^|\/)(tests?|__tests__|docs?|spec)\/|\.(test|spec)\.|\.md$/i;

/** Files whose change tends to explain an incident come before those whose change does not. */
function weightOf(file: string): number {
  if (harmless.test(file)) return 0;
  if (dependencies.test(file)) return 1;
  return settings.test(file) || /\.sql$|migrat|config|docker/i.test(file) ? 2 : 1;
}

export const many = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
