import { type HttpClient, urlPath } from '@incidentfox/http-client';
import type { Edge, Window } from '@incidentfox/incident';
import { type Answerer, answerWith, type QuestionRun, SkipQuestion } from '../../answering/index.ts';
import type { DataSource, SweepQuestion } from '../../data-source.ts';
import { isSameEnvironment } from '../../environment/environment-kind.ts';
import { readOptions } from '../../vendor-http/index.ts';
import { callsInTrace } from './calls-in-trace.ts';
import { JaegerDependencies, TempoSearch, TempoTrace, ZipkinDependencies } from './responses.schema.ts';

/** What keeps traces, as Grafana calls it. */
export type TraceStore = 'tempo' | 'jaeger' | 'zipkin';

type Reads = (http: HttpClient, question: SweepQuestion, run: QuestionRun) => Promise<readonly Call[]>;
type Call = Pick<Edge, 'from' | 'to' | 'foundBy'>;

/** Traces that are looked into: one request each. */
const maxTraces = 20;
/** Traces that a search gives to choose from. */
const maxFound = 100;

/** A store of traces behind Grafana, as far as it tells who calls whom. */
export function createTraceSource(source: Answerer, store: TraceStore, http: HttpClient): DataSource {
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(),
    check: async () => [],
    sweeps: {
      topology: (question) =>
        answerWith(source, question, async (run): Promise<Edge[]> => {
          const calls = await reads[store](http, question, run);
          const each = new Map(calls.map((call) => [JSON.stringify([call.from, call.to]), call]));
          return [...each.values()].map((call) => ({ ...call, observed: question.window }));
        }),
    },
  };
}

const reads: Readonly<Record<TraceStore, Reads>> = {
  async jaeger(http, question, run) {
    refuseElsewhere(question);
    const query = lookback(question.window);
    run.query(`/api/dependencies?endTs=${query.endTs}&lookback=${query.lookback}`);
    const { value } = await http.request({
      path: '/api/dependencies',
      query,
      schema: JaegerDependencies,
      ...readOptions(run),
    });
    return value.data.items.map(toCall);
  },
  async zipkin(http, question, run) {
    refuseElsewhere(question);
    const query = lookback(question.window);
    run.query(`/api/v2/dependencies?endTs=${query.endTs}&lookback=${query.lookback}`);
    const { value } = await http.request({
      path: '/api/v2/dependencies',
      query,
      schema: ZipkinDependencies,
      ...readOptions(run),
    });
    return value.items.map(toCall);
  },
  async tempo(http, { window, place }, run) {
    const [start, end] = [Math.floor(window.from / 1000), Math.ceil(window.to / 1000)];
    run.query(`/api/search?q={}&start=${start}&end=${end}&limit=${maxFound}`);
    const { value } = await http.request({
      path: '/api/search',
      query: { q: '{}', start, end, limit: maxFound },
      schema: TempoSearch,
      ...readOptions(run),
    });
    const found = await Promise.all(
      ofDifferentRequests(value.traces ?? []).map((id) =>
        run.part(`trace ${id}`, () =>
          http.request({ path: urlPath`/api/traces/${id}`, schema: TempoTrace, ...readOptions(run) }),
        ),
      ),
    );
    return found.flatMap((one) =>
      one === undefined ? [] : callsInTrace(one.value.batches ?? one.value.resourceSpans ?? [], place),
    );
  },
};

const toCall = ({ parent, child }: { parent: string; child: string }): Call => ({
  from: parent,
  to: child,
  foundBy: 'trace',
});
const lookback = ({ from, to }: Window) => ({ endTs: Math.ceil(to), lookback: Math.ceil(to - from) });

/** Dependencies are counted over all environments: they say nothing of one that has no store of its own. */
function refuseElsewhere({ place }: SweepQuestion): void {
  if (place !== undefined && !isSameEnvironment(place.unmarked, place.environment))
    throw new SkipQuestion(
      `who calls whom is counted over all environments here, and this is about ${place.environment}`,
    );
}

/** Different kinds of requests first: many of one kind tell the same calls. */
function ofDifferentRequests(
  traces: readonly {
    traceID: string;
    rootServiceName?: string | null | undefined;
    rootTraceName?: string | null | undefined;
  }[],
): string[] {
  const kinds = new Map<string, string[]>();
  for (const { traceID, rootServiceName, rootTraceName } of traces) {
    const kind = JSON.stringify([rootServiceName, rootTraceName]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), traceID]);
  }
  const groups = [...kinds.values()];
  const most = Math.max(0, ...groups.map(({ length }) => length));
  const turns = Array.from({ length: most }, (_, at) => groups.flatMap((group) => group[at] ?? []));
  return turns.flat().slice(0, maxTraces);
}
