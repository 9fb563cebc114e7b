import type { Service } from '@incidentfox/incident';
import { configuredNameOf, namesOf } from '../answering/names-of.ts';
import { type ChosenPlaces, choosePlaces } from '../environment/choose-places.ts';
import { environmentKind, placeWords, withoutEnvironment } from '../environment/environment-kind.ts';
import { ownWords } from '../environment/own-words.ts';
import type { WantedPlace } from '../environment/wanted-place.ts';
import type { Application } from './responses.schema.ts';

const nameLabels = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app'];

/**
 * The applications that run a service, wherever they put it: the configured one, else those called or labelled like the service, also
 * with an environment about it (`checkout-prod-eu`, `staging-checkout`).
 */
export function pickApplications(applications: readonly Application[], service: Service): Application[] {
  const configured = configuredNameOf(service, 'argo_cd');
  const application = typeof configured === 'string' ? configured : configured?.application;
  const names = application === undefined ? namesOf({ ...service, vendorNames: {} }, 'argo_cd') : [application];
  for (const name of names) {
    const isCalled = ({ metadata }: Application) =>
      metadata.name === name ||
      nameLabels.some((label) => metadata.labels?.[label] === name) ||
      (application === undefined && isOfEnvironment(metadata.name, name));
    const found = applications.filter(isCalled);
    if (found.length > 0) return found;
  }
  return [];
}

/** `checkout-prod-eu` of `checkout`: what follows the name, or goes before it, begins or ends with an environment. */
function isOfEnvironment(application: string, name: string): boolean {
  if (withoutEnvironment(application) === name.toLowerCase()) return true;
  if (!application.startsWith(`${name}-`)) return false;
  const [first = ''] = placeWords(application.slice(name.length + 1));
  return environmentKind(first) !== null;
}

const environmentLabels = ['environment', 'env', 'app.kubernetes.io/environment'];

/** Those of them that put it into the wanted environment: by label, destination or name. */
export function chooseApplications(
  found: readonly Application[],
  service: Service,
  wanted: WantedPlace | undefined,
): ChosenPlaces<Application> {
  const candidates = found.map((application) => {
    const { metadata, spec } = application;
    const environment = environmentLabels.map((label) => metadata.labels?.[label]).find((value) => value);
    const cluster = spec?.destination?.name || clusterIn(spec?.destination?.server);
    return {
      item: application,
      name: metadata.name,
      place: { ...(environment === undefined ? {} : { environment }), ...(cluster ? { cluster } : {}) },
      names: [metadata.name, spec?.destination?.namespace ?? ''],
    };
  });
  const areNamed = configuredNameOf(service, 'argo_cd') !== undefined;
  return choosePlaces(candidates, wanted, { own: ownWords(service), areNamed });
}

/** The host of a cluster's address; the cluster Argo CD itself runs in has no name there. */
function clusterIn(server: string | null | undefined): string | undefined {
  if (!server || !URL.canParse(server)) return undefined;
  const { hostname } = new URL(server);
  return hostname.endsWith('.svc') || /^[\d.]+$/.test(hostname) ? undefined : hostname;
}
