import type { Service } from '@incidentfox/incident';
import { configuredNameOf, namesOf, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { SentryClient } from './client.ts';
import type { Project } from './responses.schema.ts';

/** The project that gets a service's errors: the configured slug, else the one with the service's name or an alias. */
export async function pickProject(client: SentryClient, service: Service, run: QuestionRun): Promise<Project> {
  const project = projectOf(await client.projects(run), service);
  if (!project) throw new SkipQuestion(`no Sentry project is called like ${service.name}; set services[].sentry`);
  return project;
}

function projectOf(projects: readonly Project[], service: Service): Project | undefined {
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
