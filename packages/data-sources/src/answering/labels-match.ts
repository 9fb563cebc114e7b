/** Labels that never hold a service, so that an alert named after a service does not match by accident. */
const unrelated: ReadonlySet<string> = new Set([
  'alertname',
  'severity',
  'reporter',
  'prometheus',
  'cluster',
  'region',
]);

/** Whether a label says that this is about one of `names`: the name itself, `namespace/name`, or a pod of it. */
export function labelsMatch(labels: Readonly<Record<string, string>>, names: readonly string[]): boolean {
  return Object.entries(labels).some(([label, value]) => {
    if (unrelated.has(label)) return false;
    return names.some(
      (name) =>
        value === name || (label === 'job' && value.endsWith(`/${name}`)) || (label === 'pod' && isPodOf(value, name)),
    );
  });
}

const podSuffix = /^-(?:[bcdfghjklmnpqrstvwxz2456789]{5,10}-)?(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d+)$/;

/** Kubernetes names pods `<workload>-<hash>-<suffix>`, in an alphabet without vowels, or `<workload>-<number>`. */
export function isPodOf(pod: string, name: string): boolean {
  return pod.startsWith(`${name}-`) && podSuffix.test(pod.slice(name.length));
}
