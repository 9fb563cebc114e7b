/** Why a file of this name never acts on a running service. */
const rules: readonly (readonly [string, RegExp])[] = [
  [
    'tests',
    /(?:^|\/)(?:tests?|specs?|__tests__|__mocks__|__snapshots__|testdata|fixtures?|__fixtures__|e2e|cypress|benchmarks?|testing|mocks?)\/|(?:_test\.(?:go|py|rb)|(?:Tests?|IT|Spec)\.(?:java|kt|kts|cs|scala|groovy)|[._-](?:test|spec|e2e|stories|bench)\.[cm]?[jt]sx?|_spec\.rb|(?:^|\/)(?:test_[^/]*|conftest)\.py|\.snap)$|\.Tests?\/|(?:^|\/)(?:jest|vitest|cypress|playwright|karma)\.config\./,
  ],
  [
    'documentation',
    /\.(?:md|mdx|rst|adoc|asciidoc)$|(?:^|\/)(?:docs?|documentation|man|adr)\/|(?:^|\/)(?:readme|changelog|changes|license|licence|notice|authors|contributing|codeowners|security|history|copying)(?:\.(?:txt|text|html?|tex))?$/i,
  ],
  [
    'styles',
    /\.(?:css|scss|sass|less|styl|svg|png|jpe?g|gif|ico|webp|woff2?|ttf|eot|pdf|po|pot|mo)$|(?:^|\/)(?:locales?|i18n|translations)\//i,
  ],
  [
    'continuous integration',
    /(?:^|\/)(?:\.github|\.gitlab|\.circleci|\.buildkite|\.husky|\.vscode|\.idea|\.devcontainer)\/|(?:^|\/)(?:\.gitlab-ci\.ya?ml|\.travis\.yml|jenkinsfile|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|cloudbuild\.ya?ml|makefile|\.pre-commit-config\.ya?ml|renovate\.json|dependabot\.yml|sonar-project\.properties)$/i,
  ],
  [
    'editor and linter settings',
    /(?:^|\/)(?:\.editorconfig|\.gitignore|\.gitattributes|\.dockerignore|\.prettier[^/]*|\.eslint[^/]*|eslint\.config\.[^/]+|\.golangci\.ya?ml|\.rubocop[^/]*|\.flake8|\.pylintrc|mypy\.ini|biome\.json|tslint\.json|\.stylelint[^/]*|checkstyle\.xml|tsconfig[^/]*\.json|\.mailmap|\.nvmrc)$/i,
  ],
  [
    'locked versions',
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|go\.sum|poetry\.lock|pipfile\.lock|uv\.lock|gemfile\.lock|cargo\.lock|composer\.lock|packages\.lock\.json|gradle\.lockfile|chart\.lock|\.terraform\.lock\.hcl)$/i,
  ],
  ['alerts and dashboards', /(?:^|\/)(?:alert\w*|alarms?|dashboards?|monitors?)(?:\/.*|[\w-]*)\.(?:ya?ml|json|tf)$/i],
  [
    'settings of other environments',
    /(?:^|\/)(?:staging|stage|dev|develop|development|testing|qa|uat|sandbox|preview|local|nonprod|non-prod|review)\/(?:.*\/)?[^/]*\.(?:ya?ml|json|tf|tfvars|properties|toml|env|ini|conf|hcl)$|(?:^|\/|[-._])(?:staging|stage|dev|development|testing|qa|uat|sandbox|preview|local|nonprod)\.(?:ya?ml|json|tfvars|properties|toml|env|ini|conf|hcl)$|\.env\.(?:staging|dev|development|test|local)$/i,
  ],
  ['examples', /\.(?:example|sample|dist)$|(?:^|\/)examples?\//],
  ['type declarations', /\.d\.ts$|\.pyi$/],
];

/** What makes the file inert (`tests`, `documentation`, ...), or null when it can act. */
export function inertReason(path: string): string | null {
  for (const [reason, pattern] of rules) if (pattern.test(path)) return reason;
  return null;
}
