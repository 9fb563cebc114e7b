import type { VendorName } from '@incidentfox/incident';

/** Which part of a repository is a service's, as far as the catalogue says. */
export interface RepositoryPart {
  /** Folders or patterns of files. Empty: not said. */
  readonly paths: readonly string[];
  /** What the service's tags begin with: `checkout@`, `checkout/v`. */
  readonly tagPrefix: string | undefined;
  /** The deployment environment. */
  readonly environment: string | undefined;
  /** The workflow or job that deploys it, by its name or its file. */
  readonly workflow: string | undefined;
  readonly defaultBranch: string | undefined;
}

/** From `{ paths: "services/checkout,libs/pay", tag_prefix: "checkout@", environment, workflow, default_branch }`. */
export function toRepositoryPart(configured: VendorName | undefined): RepositoryPart {
  const parts = typeof configured === 'object' ? configured : {};
  return {
    paths: (parts.paths ?? '')
      .split(',')
      .map((path) => path.trim())
      .filter((path) => path !== ''),
    tagPrefix: parts.tag_prefix,
    environment: parts.environment,
    workflow: parts.workflow,
    defaultBranch: parts.default_branch,
  };
}
