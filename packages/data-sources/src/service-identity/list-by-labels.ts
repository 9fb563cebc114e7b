import { withoutPort } from './pick-label.ts';

/** Labels that hold a service's name where anybody sets them. */
export const serviceLabels: readonly string[] = [
  'service_name',
  'service',
  'app',
  'application',
  'app_name',
  'app_kubernetes_io_name',
  'app_kubernetes_io_instance',
  'k8s_deployment_name',
  'kubernetes_name',
  'deployment',
  'workload',
];
/** What every scraped series has, asked for only where nothing else names services: `job` is often the exporter's, `instance` an address. */
const lastResorts: readonly string[] = ['container', 'name', 'job', 'instance'];
/** With more values than this a label tells instances, not services. */
const maxServices = 400;

/**
 * The names of services by the labels that there are. `valuesOf` gives the values of one label, or undefined where they could not be read.
 * `configured` labels are the only ones looked at.
 */
export async function listByLabels(
  present: ReadonlySet<string>,
  valuesOf: (label: string) => Promise<readonly string[] | undefined>,
  configured: readonly string[] | null = null,
): Promise<string[]> {
  const usual = (configured ?? serviceLabels).filter((label) => present.has(label));
  const found = new Set((await Promise.all(usual.map(valuesOf))).flatMap((names) => names ?? []));
  if (configured === null && found.size === 0) {
    for (const label of lastResorts.filter((one) => present.has(one))) {
      const names = ((await valuesOf(label)) ?? []).map((value) =>
        withoutPort(value.slice(value.lastIndexOf('/') + 1)),
      );
      const each = new Set(names.filter((name) => name !== '' && !/^[\d.:]+$/.test(name)));
      if (each.size === 0 || each.size > maxServices) continue;
      return [...each].sort();
    }
  }
  return [...found].filter((name) => name !== '').sort();
}
