import type { Service } from '@incidentfox/incident';
import { withoutPlace } from '../environment/environment-kind.ts';
import { plainNameOf } from './plain-name.ts';

/** Gives the service that a name from telemetry means, or undefined when none or several could be meant. */
export type OwnerOf = (name: string) => Service | undefined;

const publicEnding = /\.(?:com|net|org|io|co|dev|cloud|app|ai|eu|de|uk|us|info|biz|tech)$/i;

/**
 * Names and aliases first, then what the catalogue says the vendors call it, then the same in another spelling. A host belongs to the
 * service whose name it begins with (`cart.shop.svc`, `redis-main:6379`), unless it is public. Last, the same without where it runs:
 * `prod-cart` and `cart-eu-west-1` are `cart` where nothing else is called so.
 */
export function nameOwners(services: readonly Service[]): OwnerOf {
  const own = new Map(services.map((service) => [service.name, service]));
  const exact = new Map<string, Set<Service>>();
  const plain = new Map<string, Set<Service>>();
  const add = (to: Map<string, Set<Service>>, key: string, service: Service) => {
    if (key !== '') to.set(key, (to.get(key) ?? new Set()).add(service));
  };
  for (const service of services) {
    const others = [...service.aliases, ...vendorNamesIn(service)];
    for (const other of others) add(exact, other, service);
    for (const name of [service.name, ...others]) add(plain, plainNameOf(name), service);
  }
  const only = (owners: ReadonlySet<Service> | undefined) => (owners?.size === 1 ? [...owners][0] : undefined);
  const spelled = (name: string) =>
    own.get(name) ?? (exact.has(name) ? only(exact.get(name)) : only(plain.get(plainNameOf(name))));
  return (name) => {
    const host = hostOf(name);
    return spelled(name) ?? spelled(host ?? '') ?? spelled(withoutPlace(host ?? name));
  };
}

/** Every name of a catalogue that is not the service's own and means one service only. */
export function otherNamesOf(services: readonly Service[]): { name: string; service: string }[] {
  const ownerOf = nameOwners(services);
  const names = new Set(services.flatMap((service) => [...service.aliases, ...vendorNamesIn(service)]));
  return [...names].flatMap((name) => {
    const service = ownerOf(name)?.name;
    return service === undefined || service === name ? [] : [{ name, service }];
  });
}

function vendorNamesIn({ vendorNames }: Service): string[] {
  return Object.values(vendorNames).flatMap((one) =>
    typeof one === 'string' ? [one, one.slice(one.lastIndexOf('/') + 1)] : (one.workload ?? one.service ?? []),
  );
}

/** What is left of an address inside: `cart` of `cart.shop.svc:8080`, `CartService` of `shop.CartService`. Null for a name or a public host. */
function hostOf(name: string): string | null {
  const host = name.replace(/^[a-z+]+:\/\//i, '').replace(/[:/].*$/, '');
  if (!host.includes('.')) return host === name ? null : host;
  if (publicEnding.test(host) || /^[\d.]+$/.test(host)) return null;
  const [first = ''] = host.split('.');
  const last = host.slice(host.lastIndexOf('.') + 1);
  return /^[A-Z]/.test(last) ? last : first;
}
