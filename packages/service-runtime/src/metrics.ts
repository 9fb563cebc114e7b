import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { version } from './version.ts';

/**
 * The numbers of one service, by name; they leave it as `incidentfox_<name>`. Asking twice for the same name gives the same
 * instrument. Label values must come from short fixed lists: never an incident's name or id.
 */
export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  gauge(name: string, help: string, labels?: readonly string[]): Gauge;
  /** `buckets` are upper bounds in the unit of the name: `_seconds`, `_bytes`. */
  histogram(name: string, help: string, labels?: readonly string[], buckets?: readonly number[]): Histogram;
  /** Runs before the numbers are given out: for what is looked up when it is asked for. What fails or takes long is left out. */
  beforeScrape(look: () => Promise<void>): void;
  /** The Prometheus text of everything, with its content type. */
  text(): Promise<{ contentType: string; body: string }>;
}

const prefix = 'incidentfox_';
const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
/** Prometheus gives a scrape ten seconds unless told otherwise, and Redis may hang. */
const maxLookMs = 3_000;

/** A registry of its own for `service`, with Node's process metrics unless `processMetrics` is false. */
export function createMetrics(service: string, options: { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  if (options.processMetrics !== false) collectDefaultMetrics({ register: registry });
  const looks: (() => Promise<void>)[] = [];
  const once = <T>(given: string, make: (name: string) => T): T => {
    const name = `${prefix}${given}`;
    return (registry.getSingleMetric(name) as T | undefined) ?? make(name);
  };
  const metrics: Metrics = {
    counter: (given, help, labels = []) =>
      once(given, (name) => new Counter({ name, help, labelNames: [...labels], registers: [registry] })),
    gauge: (given, help, labels = []) =>
      once(given, (name) => new Gauge({ name, help, labelNames: [...labels], registers: [registry] })),
    histogram: (given, help, labels = [], buckets = secondsBuckets) =>
      once(
        given,
        (name) => new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [registry] }),
      ),
    beforeScrape: (look) => void looks.push(look),
    text: async () => {
      await inTime(Promise.allSettled(looks.map((look) => look())));
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
  metrics
    .gauge('build_info', 'Always 1; what runs stands in the labels', ['version', 'node'])
    .set({ version, node: process.version }, 1);
  return metrics;
}

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, maxLookMs);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
