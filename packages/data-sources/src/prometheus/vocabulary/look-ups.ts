import { asFailure } from '@incidentfox/failures';
import type { Window } from '@incidentfox/incident';
import { createCache, type QuestionRun } from '../../answering/index.ts';
import type { Question } from '../../data-source.ts';
import type { PrometheusDeps } from '../deps.ts';
import { createPresentLabels } from '../namings/present-labels.ts';
import type { MetricFacts } from '../other-series/choose-metrics.ts';
import type { AlertingRule } from '../responses.schema.ts';
import { discoverMetrics } from './discover-metrics.ts';
import type { ServiceMetrics } from './service-metrics.ts';

/** What changes rarely and several questions need: read once. */
export interface LookUps {
  metricsOf(question: Question, span: Window, run: QuestionRun): Promise<ServiceMetrics>;
  /** What exporters say of their metrics, by name; nothing where a server does not tell. */
  facts(run: QuestionRun): Promise<ReadonlyMap<string, MetricFacts>>;
  /** The alerting rules; none where a server does not tell. */
  rules(run: QuestionRun): Promise<readonly AlertingRule[]>;
}

export function createLookUps(source: PrometheusDeps): LookUps {
  const { client, now } = source;
  const labels = createPresentLabels(source);
  const services = createCache<ServiceMetrics>(now);
  const facts = createCache<ReadonlyMap<string, MetricFacts>>(now);
  return {
    metricsOf: ({ service, place }, span, run) => {
      const read = () => discoverMetrics(source, service, labels, { span, run, wanted: place });
      const key = JSON.stringify([service.name, place ?? null]);
      return services.getOrLoad(key, read, ({ requests }) => requests !== null);
    },
    facts: (run) =>
      orNothing(run, 'what metrics mean', new Map(), () =>
        facts.getOrLoad('', () => unlessAbsent(client.metadata(run), new Map())),
      ),
    rules: (run) =>
      // Not kept: alerts begin and end. Within one incident the client asks once.
      orNothing(run, 'which alerts there are', [], () => unlessAbsent(client.rules(run), [])),
  };
}

/** Older servers, and VictoriaMetrics alone, do not have every path: that is nothing to tell. */
async function unlessAbsent<T>(read: Promise<T>, none: T): Promise<T> {
  try {
    return await read;
  } catch (thrown) {
    if (asFailure(thrown, 'prometheus').kind === 'not_found') return none;
    throw thrown;
  }
}

/** What only adds to an answer does not make it fail, but is missed. */
async function orNothing<T>(run: QuestionRun, what: string, none: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    run.warn(`${what} could not be read`);
    return none;
  }
}
