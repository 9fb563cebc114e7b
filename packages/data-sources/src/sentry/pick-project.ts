import type { Service } from '@incidentfox/incident';
import { configuredNameOf, namesOf } from '../execution/names-of.ts';
import type { Project } from './responses.schema.ts';

/** The project that gets a service's errors: the configured slug, else the one with the service's name or an alias. */
export function pickProject(projects: readonly Project[], service: Service): Project | undefined {
  const configured = configuredNameOf(service, 'sentry');
  const slug = typeof configured === 'string' ? configured : configured?.project;
  const names = slug === undefined ? namesOf({ ...service, vendorNames: {} }, 'sentry') : [slug];
  for (const name of names) {
    const found = projects.find(
      (project) => project.slug === name.toLowerCase() || project.name === name || project.id === name,
    );
    if (found) return found;
  }
  return undefined;
}
