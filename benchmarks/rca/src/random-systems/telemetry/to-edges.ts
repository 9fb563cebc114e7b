import type { Edge } from '@incidentfox/incident';
import type { Measured } from '../metrics/measured.ts';
import { peerName } from '../system/component.ts';

/** The calls that somebody knows of: the catalogue its own entries only, telemetry also hosts of others. */
export function toEdges({ random, system, channels, knowledge, timeline }: Measured): Edge[] {
  const { graph } = knowledge;
  if (graph === 'none') return [];
  return system.components.flatMap((component) =>
    component.calls.flatMap(({ to }, c): Edge[] => {
      const callee = system.components[to];
      const call = channels.calls[component.index]?.[c];
      if (callee === undefined || call === undefined || !component.isCatalogued || random.happens(0.06)) return [];
      if (graph === 'catalogue')
        return callee.isCatalogued
          ? [{ from: component.name, to: callee.name, foundBy: 'catalogue', questionId: 'q-topology' }]
          : [];
      if (!callee.isCatalogued && random.happens(0.4)) return [];
      const last = timeline.count - 1;
      return [
        {
          from: component.name,
          to: peerName(callee),
          foundBy: 'service_graph',
          rate: call.rate[last] ?? 0,
          errorRatio: call.failing[last] ?? 0,
          p95: 2 * (call.latency[last] ?? 0),
          questionId: 'q-topology',
        },
      ];
    }),
  );
}
