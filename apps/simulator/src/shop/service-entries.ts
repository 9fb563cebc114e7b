import { shop } from './shop.ts';

/** The shop's services as the `services` section of a configuration file. */
export function serviceEntries() {
  return shop.map((service) => ({
    name: service.name,
    aliases: service.aliases,
    depends_on: Object.keys(service.calls),
    owner: service.team,
    github: service.repo,
    kubernetes: { namespace: service.namespace, workload: service.workload },
  }));
}
