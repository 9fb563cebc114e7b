import { isOneOf, literally, matches, podsOf } from '../queries.ts';
import { consumerLabels } from './backlogs.ts';
import { requestFamilies, workerLabel } from './families.ts';

const workloadLabels = [
  'container',
  'container_name',
  'container_label_com_docker_compose_service',
  'service_name',
  'service',
  'app',
  'app_kubernetes_io_name',
  'k8s_deployment_name',
  'kubernetes_name',
  'job',
  'deployment',
  'workload',
];

/** Ways in which a service may be named on series, best first. */
export interface Naming {
  readonly label: string;
  readonly matcher: string;
}

/** `job` is often `namespace/name`. */
export function namingsFor(names: readonly string[], labels: readonly string[]): Naming[] {
  const patterns = names.map(literally).join('|');
  return labels.map((label) => ({ label, matcher: namedIn(label, patterns) ?? isOneOf(label, names) }));
}

/** Labels that hold more than the name. */
function namedIn(label: string, patterns: string): string | null {
  if (label === 'job') return matches('job', `(.+/)?(${patterns})`);
  if (label === workerLabel) return matches(label, `(.+@)?(${patterns})${replica}`);
  if (consumerLabels.includes(label)) return matches(label, `(.+[./])?(${patterns})${consumerEnding}`);
  return null;
}

/** `billing-1`, `billing-7d9c6fbd58-k2x9d`. */
const replica = '(-[0-9a-z]{6,10}-[0-9a-z]{5}|-[0-9]+)?';
/** `fulfilment-group` is what `fulfilment` is called among consumers. */
const consumerEnding = '([-._](group|consumers?|cg|workers?|service))?';

/** The labels that a platform's metrics have, not an application's own. */
export const workloadNamings = (names: readonly string[]): Naming[] => [
  ...namingsFor(names, ['container']),
  { label: 'pod', matcher: podsOf(names) },
];

/** Every label worth trying, request labels first, then the pod's name. */
export function allNamings(names: readonly string[], own: readonly string[] | null): Naming[] {
  const labels = own ?? [...new Set([...requestFamilies.flatMap((family) => family.labels), ...workloadLabels])];
  const atBrokers = consumerLabels.filter((label) => !labels.includes(label));
  return [...namingsFor(names, [...labels, ...atBrokers]), { label: 'pod', matcher: podsOf(names) }];
}
