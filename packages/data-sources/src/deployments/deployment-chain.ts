/** What deployments have at every vendor. Lists are newest first and may hold several environments. */
export interface DeploymentLink {
  readonly sha: string;
  readonly environment: string | null | undefined;
  readonly failed: boolean;
}

/** What was running before: the next older deployment in the same environment that did not fail. */
export function previousDeployment<T extends DeploymentLink>(all: readonly T[], at: number): T | undefined {
  const environment = all[at]?.environment;
  return all.slice(at + 1).find((other) => other.environment === environment && !other.failed);
}

/** What is deployed was deployed before, and something else was in between: a rollback, whatever it was called. */
export function isReturn<T extends DeploymentLink>(all: readonly T[], at: number): boolean {
  const own = all[at];
  const previous = previousDeployment(all, at);
  if (!own || !previous || previous.sha === own.sha) return false;
  return all.slice(at + 1).some((other) => other.environment === own.environment && other.sha === own.sha);
}

const sideEnvironment =
  /(^|[^a-z])(preview|review|pr|test|testing|qa|dev|development|staging|stage|stg|sandbox|github-pages|e2e|ci)([^a-z]|$)/i;

/** Whether what happens in an environment can hurt people: one of the given names, or any that does not look like a side stage. */
export function isProduction(
  environment: string | null | undefined,
  environments: readonly string[] | undefined,
): boolean {
  return environments ? environments.includes(environment ?? '') : !sideEnvironment.test(environment ?? '');
}

/** A tag that names a version: `v2.1.0`, `checkout/v2.1.0`, `checkout@2.1.0`; undefined for branches. */
export function tagVersion(ref: string): string | undefined {
  const tag = ref.replace(/^refs\/tags\//, '');
  return /^(.*[/@-])?v?\d+(\.\d+)+/.test(tag) ? tag : undefined;
}

/** A version said in free text: `Deploy checkout v2.1.0 to prod`. */
export function versionInText(text: string): string | undefined {
  return /(?:^|[\s:@/(])(v?\d+\.\d+(?:\.\d+)*(?:[-+][\w.]+)?)(?=$|[\s,;:)])/.exec(text)?.[1];
}

export const saysRollback = (text: string): boolean => /\brollback\b|\broll(ed|ing|s)?[ -]back\b|\brevert/i.test(text);

/** `rolled back to v1 from v2`, `v2 deployed to production after v1: words`. */
export function deploymentTitle(deployment: {
  kind: 'deploy' | 'rollback';
  version: string;
  previousVersion: string | undefined;
  environment: string | null | undefined;
  words?: string | null | undefined;
}): string {
  const { kind, version, previousVersion: previous, environment, words } = deployment;
  const suffix = words && !words.includes(version) ? `: ${words.slice(0, 120)}` : '';
  if (kind === 'rollback')
    return `rolled back to ${version}${previous === undefined ? '' : ` from ${previous}`}${suffix}`;
  return `${version} deployed${environment ? ` to ${environment}` : ''}${previous === undefined ? '' : ` after ${previous}`}${suffix}`;
}
