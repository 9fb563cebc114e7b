import type { Service } from '@incidentfox/incident';
import { configuredNameOf, namesOf } from '../answering/names-of.ts';
import type { Application } from './responses.schema.ts';

const nameLabels = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app'];
const environment = /^(prod|production|live)([-_.].+)?$/;

/**
 * The applications that run a service: the configured one, else those called or labelled like the service, also with a
 * production environment after it (`checkout-prod-eu`).
 */
export function pickApplications(applications: readonly Application[], service: Service): Application[] {
  const configured = configuredNameOf(service, 'argo_cd');
  const application = typeof configured === 'string' ? configured : configured?.application;
  const names = application === undefined ? namesOf({ ...service, vendorNames: {} }, 'argo_cd') : [application];
  for (const name of names) {
    const found = applications.filter(
      ({ metadata }) => metadata.name === name || nameLabels.some((label) => metadata.labels?.[label] === name),
    );
    if (found.length > 0) return found;
    if (application !== undefined) return [];
    const deployed = applications.filter(
      ({ metadata }) => metadata.name.startsWith(`${name}-`) && environment.test(metadata.name.slice(name.length + 1)),
    );
    if (deployed.length > 0) return deployed;
  }
  return [];
}
