import type { Comparison } from './responses.schema.ts';

/** GitHub names at most so many files of a comparison. */
const mostFiles = 300;

/** What lies between two deployed versions, in words: `3 commits in 7 files, among them config/http.yaml`. */
export function describeComparison({ total_commits: commits, behind_by: behind, files }: Comparison): string {
  if (commits === 0 && (behind ?? 0) > 0) return `${many(behind ?? 0, 'commit')} taken back`;
  const names = (files ?? []).map(({ filename }) => filename);
  const telling = [...names].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, 2);
  const among =
    telling.length === 0
      ? ''
      : telling.length === names.length
        ? `: ${telling.join(' and ')}`
        : `, among them ${telling.join(' and ')}`;
  const count = names.length >= mostFiles ? `${mostFiles} or more files` : many(names.length, 'file');
  return `${many(commits, 'commit')} in ${count}${among}`;
}

/** Nothing but settings changed: values, manifests, infrastructure; no code. */
export function isConfigurationOnly({ files }: Comparison): boolean {
  const names = (files ?? []).map(({ filename }) => filename).filter((file) => weightOf(file) > 0);
  return (
    names.length > 0 &&
    names.length < mostFiles &&
    names.every((file) => settings.test(file) && !dependencies.test(file))
  );
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

const many = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
