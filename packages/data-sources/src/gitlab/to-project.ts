import type { Service } from '@incidentfox/incident';
import { configuredNameOf } from '../answering/names-of.ts';
import type { Question } from '../data-source.ts';
import { type RepositoryPart, toRepositoryPart } from '../deployments/belonging/repository-part.ts';

/** Where a service's code lives, and which of the project's deployments are the service's. */
export interface ServiceProject {
  /** `group/project` or a number. */
  readonly project: string;
  readonly environment: string | undefined;
  readonly part: RepositoryPart;
  /** True when the catalogue names the project; false when it is assumed to be called like the service. */
  readonly isConfigured: boolean;
}

/** From `gitlab: "acme/checkout"`, `{ project, environment }`, or the service's name below the configured group; else undefined. */
export function toServiceProject(service: Service, group: string | undefined): ServiceProject | undefined {
  const configured = configuredNameOf(service, 'gitlab');
  const named = typeof configured === 'string' ? configured : configured?.project;
  const environment = typeof configured === 'string' ? undefined : configured?.environment;
  const project = named ?? (group === undefined ? undefined : `${group}/${service.name}`);
  if (project === undefined || project === '' || /\s/.test(project)) return undefined;
  return { project, environment, part: toRepositoryPart(configured), isConfigured: named !== undefined };
}

/** The other services of the catalogue that live in the same project. */
export function sharersOf(
  { project }: ServiceProject,
  { service, catalogue = [] }: Pick<Question, 'service' | 'catalogue'>,
  group: string | undefined,
): Service[] {
  return catalogue.filter(
    (other) => other.name !== service.name && toServiceProject(other, group)?.project === project,
  );
}
