import type { CauseKind, Hypothesis } from '@incidentfox/incident';

const words: Record<CauseKind, (service: string, object: string | null, isCalled: boolean) => string> = {
  change: (service, object) => `A change of ${service}${object === null ? '' : ` (${object})`}`,
  configuration: (service, object) => `A setting of ${service}${object === null ? '' : ` ("${object}")`}`,
  dependency: (service, _object, isCalled) => `Trouble inside ${service}${isCalled ? ', which others call' : ''}`,
  resource_saturation: (service) => `${service} ran out of a resource`,
  crash: (service, object) => `${object ?? service} crashed`,
  node: (service, object) => `The machine ${object ?? `under ${service}`}`,
  traffic_surge: (service) => `More traffic than ${service} can take`,
  data_store: (service) => `${service} itself or its data store`,
  network: (service, object) =>
    object === nameServer
      ? `The name server that ${service} asks`
      : `The network, names or certificates between ${service} and ${object ?? 'its peers'}`,
  third_party: (service, object) => `An outside provider (${object ?? 'unnamed'}) that ${service} uses`,
  quota: (service, object) => `A quota or limit (${object ?? 'unnamed'}) of a managed service that ${service} uses`,
  bad_input: (service, object) => `One input (${object ?? 'unnamed'}) that ${service} cannot handle`,
  scheduled_work: (service, object) =>
    `Scheduled work${object === null ? '' : ` (${object})`} that ${service} suffers from`,
  code_fault: (service) => `A fault in the code of ${service}`,
  monitoring_artefact: (service) => `The monitoring of ${service}, not ${service} itself`,
  nothing_wrong: (service) => `Nothing wrong with ${service}`,
};

/** What a cause in name resolution is about where no server is known by name. */
export const nameServer = 'dns';

/** A candidate cause as a few words. `isCalled`: others were seen to call the service. */
export const causeWords = ({ kind, service, object }: Hypothesis, isCalled: boolean): string =>
  words[kind](service, object, isCalled);
