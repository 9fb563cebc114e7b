import type { Capability, Gap, Observations } from '@incidentfox/incident';
import type { Knowledge } from '../knowledge.ts';
import type { System } from '../system/component.ts';

const sourceOf: Partial<Record<Capability, string>> = {
  metrics: 'prometheus',
  logs: 'loki',
  changes: 'github',
  infra: 'kubernetes',
  alerts: 'alertmanager',
  topology: 'prometheus',
};
const kinds = ['metrics', 'logs', 'changes', 'infra', 'alerts'] as const;

type Items = Pick<Observations, 'series' | 'logs' | 'changes' | 'infra' | 'alerts' | 'edges'>;

/** Who was asked for what: what silence is worth. Kinds that could not be asked are missing here. */
export function toAnswered(
  { components }: System,
  covered: ReadonlySet<number>,
  knowledge: Knowledge,
  items: Items,
): Observations['answered'] {
  const asked = kinds.filter((kind) => !knowledge.missing.includes(kind));
  const count: Record<(typeof kinds)[number], (service: string) => number> = {
    metrics: (service) => items.series.filter((one) => one.service === service).length,
    logs: (service) => items.logs.find((one) => one.service === service)?.total ?? 0,
    changes: (service) => items.changes.filter((one) => one.service === service).length,
    infra: (service) => items.infra.filter((one) => one.service === service).length,
    alerts: (service) => items.alerts.filter((one) => one.service === service).length,
  };
  const perService = components
    .filter(({ index }) => covered.has(index))
    .flatMap(({ index, name }) =>
      asked.map((capability) => ({
        questionId: `q-${capability}-${index}`,
        capability,
        service: name,
        source: sourceOf[capability] ?? capability,
        items: count[capability](name),
      })),
    );
  if (knowledge.graph !== 'service_graph') return perService;
  return [
    ...perService,
    {
      questionId: 'q-topology',
      capability: 'topology',
      service: null,
      source: 'prometheus',
      items: items.edges.length,
    },
  ];
}

/** A source that is not there at all is no gap; one that did not answer is. */
export function toGaps({ missing, profile }: Knowledge): Gap[] {
  if (profile === 'resources only') return [];
  return missing.map((kind, i) => ({
    id: `g${i + 1}`,
    what: `${sourceOf[kind] ?? kind}: ${kind}`,
    why: 'connection refused',
  }));
}
