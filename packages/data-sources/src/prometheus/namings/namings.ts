import { isOneOf, literally, matches, podPattern } from '../queries.ts';
import { workerLabel } from '../requests/proxy-families.ts';
import { consumerLabels } from '../vocabulary/backlogs.ts';
import { requestFamilies } from '../vocabulary/families.ts';

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

/** A naming that is not known to exist. */
export interface PossibleNaming extends Naming {
  /** What the label's value must match as a whole. */
  readonly pattern: string;
  /** Only worth asking for where a value is known to match. */
  readonly isSeldom?: true;
}

/** `job` is often `namespace/name`. */
export function namingsFor(names: readonly string[], labels: readonly string[]): PossibleNaming[] {
  const patterns = names.map(literally).join('|');
  return labels.map((label) => {
    const pattern = namedIn(label, patterns);
    return pattern === null
      ? { label, matcher: isOneOf(label, names), pattern: patterns }
      : { label, matcher: matches(label, pattern), pattern };
  });
}

/** Labels that hold more than the name, as a regular expression of their values. */
function namedIn(label: string, patterns: string): string | null {
  if (label === 'job' || label === 'exported_job') return `(.+/)?(${patterns})`;
  if (label === workerLabel) return `(.+@)?(${patterns})${replica}`;
  if (consumerLabels.includes(label)) return `(.+[./])?(${patterns})${consumerEnding}`;
  return null;
}

/** How gateways write a service: `shop-checkout-80@kubernetes`, `shop.checkout.80`. */
const atGateways = (patterns: string) => `([^@]+-)?(${patterns})(-[0-9a-z]+)?@[a-z]+|[^.]+[.](${patterns})[.][0-9a-z]+`;
const gatewayLabels = ['service', 'exported_service', 'envoy_cluster_name', 'proxy', 'backend'];

/** `billing-1`, `billing-7d9c6fbd58-k2x9d`. */
const replica = '(-[0-9a-z]{6,10}-[0-9a-z]{5}|-[0-9]+)?';
/** `fulfilment-group` is what `fulfilment` is called among consumers. */
const consumerEnding = '([-._](group|consumers?|cg|workers?|service))?';

/** The labels that a platform's metrics have, not an application's own. */
export const workloadNamings = (names: readonly string[]): PossibleNaming[] => [
  ...namingsFor(names, ['container']),
  podNaming('pod', names),
];

function podNaming(label: string, names: readonly string[]): PossibleNaming {
  const pattern = podPattern(names);
  return { label, matcher: matches(label, pattern), pattern };
}

/** Every label worth trying, request labels first, then the pod's name. */
export function allNamings(names: readonly string[], own: readonly string[] | null): PossibleNaming[] {
  const labels = own ?? [...new Set([...requestFamilies.flatMap((family) => family.labels), ...workloadLabels])];
  const atBrokers = consumerLabels.filter((label) => !labels.includes(label));
  const pattern = atGateways(names.map(literally).join('|'));
  return [
    ...namingsFor(names, [...labels, ...atBrokers]),
    ...['pod', ...(own === null ? otherPodLabels : [])].map((label) => podNaming(label, names)),
    ...(own ?? gatewayLabels).map((label) => ({
      label,
      matcher: matches(label, pattern),
      pattern,
      isSeldom: true as const,
    })),
  ];
}

const otherPodLabels = ['exported_pod', 'pod_name', 'kubernetes_pod_name', 'k8s_pod_name'];
