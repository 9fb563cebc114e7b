import type { Observations } from '@incidentfox/incident';

/** Whether any of these names stands anywhere in what was observed, or a log line gives it away: else nobody can tell. */
export function isNamed(
  names: readonly string[],
  tells: readonly string[],
  { series, edges, infra, logs, changes }: Observations,
): boolean {
  const isOne = (text: string | null | undefined) => text !== null && text !== undefined && names.includes(text);
  const isIn = (text: string) => [...names, ...tells].some((one) => text.includes(one));
  return (
    series.some(
      ({ service, peer, labels }) => isOne(service) || isOne(peer) || isOne(labels.node) || isOne(labels.zone),
    ) ||
    edges.some(({ from, to }) => isOne(from) || isOne(to)) ||
    infra.some(({ service, object, node }) => isOne(service) || isOne(object) || isOne(node)) ||
    changes.some(({ service }) => isOne(service)) ||
    logs.some(({ service, lines }) => isOne(service) || lines.some(({ message }) => isIn(message)))
  );
}
