import type { Service } from '@incidentfox/incident';
import { configuredNameOf } from '../answering/names-of.ts';
import type { Question } from '../data-source.ts';
import { type RepositoryPart, toRepositoryPart } from '../deployments/belonging/repository-part.ts';
import type { Repo } from './client.ts';

/** Where a service's code lives, and which of the repository's deployments are the service's. */
export interface ServiceRepo {
  readonly repo: Repo;
  readonly environment: string | undefined;
  readonly part: RepositoryPart;
  /** True when the catalogue names the repository; false when it is assumed to be called like the service. */
  readonly isConfigured: boolean;
}

/** From `github: "acme/checkout"`, `{ repo, environment }`, or the service's name below the configured owner; else undefined. */
export function toServiceRepo(service: Service, owner: string | undefined): ServiceRepo | undefined {
  const configured = configuredNameOf(service, 'github');
  const named = typeof configured === 'string' ? configured : configured?.repo;
  const environment = typeof configured === 'string' ? undefined : configured?.environment;
  const repo = parseRepo(
    named ?? service.name,
    (typeof configured === 'object' ? configured.owner : undefined) ?? owner,
  );
  return repo && { repo, environment, part: toRepositoryPart(configured), isConfigured: named !== undefined };
}

/** The other services of the catalogue that live in the same repository. */
export function sharersOf(
  { repo }: ServiceRepo,
  { service, catalogue = [] }: Pick<Question, 'service' | 'catalogue'>,
  owner: string | undefined,
): Service[] {
  return catalogue.filter((other) => {
    const at = other.name === service.name ? undefined : toServiceRepo(other, owner);
    return at?.repo.owner === repo.owner && at.repo.name === repo.name;
  });
}

function parseRepo(text: string, owner: string | undefined): Repo | undefined {
  const [first = '', second, ...rest] = text.split('/');
  if (rest.length > 0 || /\s/.test(text)) return undefined;
  if (second !== undefined) return first && second ? { owner: first, name: second } : undefined;
  return owner && first ? { owner, name: first } : undefined;
}

/** Where people look at a repository: the API's host without `api.` or `/api/v3`. */
export function webAddressOf(apiUrl: string, { owner, name }: Repo): string {
  const url = new URL(apiUrl);
  const host = url.host.replace(/^api\./, '');
  return `${url.protocol}//${host}/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}
