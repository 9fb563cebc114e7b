import type { DataSource } from '@incidentfox/data-sources';
import type { Answer, Edge, LogDigest, MetricSeries, Provenance, Service, Window } from '@incidentfox/incident';

/** How a service behaves: its share of failed requests from the onset on, and what its error lines say. */
export interface ScriptedService {
  readonly name: string;
  readonly failing?: number;
  readonly lines?: readonly string[];
  readonly calls?: readonly string[];
}

const minute = 60_000;
const minutesBefore = 10;

/** Metrics, logs and changes of a made-up system, as sources would answer; each answer takes `delay()` ms. */
export function scriptedSources(
  services: readonly ScriptedService[],
  alarmAt: number,
  { delay = () => 0, withSweep = true }: { delay?: () => number; withSweep?: boolean } = {},
): DataSource[] {
  const named = ({ name, aliases, vendorNames }: Service, kind: string) =>
    services.find((one) => [name, ...aliases, vendorNames[kind]].includes(one.name));
  const answer = async <T>(kind: string, items: T[] | null): Promise<Answer<T>> => {
    await new Promise((resolve) => setTimeout(resolve, delay()));
    const provenance: Provenance = { source: kind, kind, query: 'q', askedAt: 0, tookMs: 1, requests: 1, bytes: 1 };
    const failure = { kind: 'config' as const, message: 'no such name' };
    if (items === null) return { state: 'skipped', items: [], warnings: [], failure, provenance };
    return { state: items.length > 0 ? 'ok' : 'empty', items, warnings: [], provenance };
  };
  const edges = services.flatMap(({ name, calls = [] }): Edge[] =>
    calls.map((to) => ({ from: name, to, foundBy: 'service_graph' })),
  );
  const prometheus: DataSource = {
    id: 'prometheus',
    kind: 'prometheus',
    capabilities: new Set(['metrics']),
    check: async () => [],
    metrics: async ({ service, window }) => {
      const found = named(service, 'prometheus');
      return answer('prometheus', found === undefined ? null : seriesOf(found, service.name, window, alarmAt));
    },
    ...(withSweep && {
      sweeps: {
        metrics: ({ window }) =>
          answer(
            'prometheus',
            services.flatMap((one) => seriesOf(one, one.name, window, alarmAt)),
          ),
        topology: () => answer('prometheus', edges),
      },
    }),
  };
  const loki: DataSource = {
    id: 'loki',
    kind: 'loki',
    capabilities: new Set(['logs']),
    check: async () => [],
    logs: async ({ service, window }) => {
      const found = named(service, 'loki');
      return answer('loki', found === undefined ? null : digestOf(found, service.name, window, alarmAt));
    },
  };
  const github: DataSource = {
    id: 'github',
    kind: 'github',
    capabilities: new Set(['changes']),
    check: async () => [],
    changes: async () => ({ ...(await answer('github', [])), history: null }),
  };
  return [prometheus, loki, github];
}

function seriesOf({ failing = 0 }: ScriptedService, service: string, window: Window, alarmAt: number): MetricSeries[] {
  const from = 2 * window.from - window.to;
  const times = Array.from({ length: Math.floor((window.to - from) / minute) }, (_, at) => from + at * minute);
  const made = (signal: MetricSeries['signal'], value: (t: number) => number): MetricSeries => ({
    service,
    signal,
    name: 'http_requests_total',
    unit: signal === 'error_ratio' ? 'ratio' : '1/s',
    labels: {},
    stepMs: minute,
    points: times.map((t) => [t, value(t)] as const),
  });
  const wobble = (t: number) => 1 + 0.02 * (((t / minute) % 3) - 1);
  return [
    made('error_ratio', (t) => (t >= alarmAt - minutesBefore * minute ? failing : 0) + 0.001 * wobble(t)),
    made('request_rate', (t) => 40 * wobble(t)),
  ];
}

function digestOf({ lines = [] }: ScriptedService, service: string, window: Window, alarmAt: number): LogDigest[] {
  const at = alarmAt - 5 * minute;
  const before = { from: 2 * window.from - window.to, to: window.from };
  const told = lines.flatMap((message) => Array.from({ length: 20 }, (_, i) => ({ at: at + i * 1000, message })));
  return [
    {
      service,
      level: 'error',
      window,
      total: told.length,
      baselines: [{ window: before, total: 0 }],
      buckets: told.length === 0 ? [] : [[at, told.length]],
      lines: told,
      baselineLines: [],
    },
  ];
}
