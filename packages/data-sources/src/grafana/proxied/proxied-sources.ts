import type { Alert, Answer, Breakdown, Edge, LogDigest, MetricSeries } from '@incidentfox/incident';
import { type Answerer, answerWith, createCache, type QuestionRun, SkipQuestion } from '../../answering/index.ts';
import type { DataSource, ListedService, Question, SweepQuestion, Sweeps } from '../../data-source.ts';
import type { WantedPlace } from '../../environment/wanted-place.ts';
import type { Requester } from '../../vendor-http/index.ts';
import type { GrafanaClient } from '../client.ts';
import type { GrafanaSettings } from '../settings.ts';
import { type Behind, chooseDatasources } from './choose-datasources.ts';
import { joinAnswers } from './join-answers.ts';
import { toProxiedSource } from './to-proxied-source.ts';

interface Answers {
  metrics: Answer<MetricSeries> & { breakdowns?: readonly Breakdown[] };
  logs: Answer<LogDigest>;
  topology: Answer<Edge>;
  alerts: Answer<Alert>;
}

/** The sources behind one Grafana: which there are, and how a question is put to all that can answer it. */
export interface ProxiedSources {
  sources(reader: Requester): Promise<DataSource[]>;
  /** The services that they know, each with the kind whose name it is. */
  list(run: QuestionRun): Promise<ListedService[]>;
  /** `also` is what Grafana itself answered to the same question. */
  ask<C extends keyof Answers>(capability: C, question: Question, also?: readonly Answers[C][]): Promise<Answers[C]>;
  /** The same about all services at once. */
  sweep<C extends keyof Sweeps>(capability: C, question: SweepQuestion): Promise<Answers[C]>;
}

export function createProxiedSources(
  source: Answerer,
  settings: GrafanaSettings,
  client: GrafanaClient,
): ProxiedSources {
  const { id, kind, now } = source;
  const found = createCache<Behind[]>(now);

  const sources = (reader: Requester) =>
    found.getOrLoad('', async () => {
      const isWanted = (name: string) => settings.datasources?.includes(name) ?? true;
      const wanted = (await client.datasources(reader)).filter(({ uid, name }) => isWanted(uid) || isWanted(name));
      return wanted.flatMap((datasource): Behind[] => {
        const one = toProxiedSource(source, settings, client, datasource);
        return one === null ? [] : [{ source: one, datasource }];
      });
    });

  /** Finding out what is behind Grafana is part of the question, so that its failure is the question's. */
  async function join(
    question: Pick<Question, 'signal' | 'caps' | 'place'>,
    {
      what,
      also,
      ask,
    }: { what: string; also: readonly Answer<unknown>[]; ask(one: DataSource, place: WantedPlace | undefined): Asked },
  ): Promise<Answer<never> & { breakdowns?: Breakdown[] }> {
    let asked: NonNullable<Asked>[] = [];
    const lookUp: Answer<never> = await answerWith(source, question, async (run) => {
      const chosen = chooseDatasources(await sources(run), question.place, run);
      asked = chosen.flatMap((one) => ask(one.source, one.place) ?? []);
      if (asked.length > 0 || also.length > 0) return [];
      throw new SkipQuestion(`no data source of this Grafana is understood for ${what}`);
    });
    const answers = await Promise.all(asked);
    const [first = lookUp, ...rest] = [
      ...(lookUp.state === 'failed' ? [lookUp] : []),
      ...also,
      ...answers,
    ] as Answer<never>[];
    const all = joinAnswers([first, ...rest], { id, kind, items: question.caps.items });
    const joined = first === lookUp ? all : { ...all, warnings: [...lookUp.warnings, ...all.warnings] };
    const breakdowns = answers.flatMap((answer) =>
      'breakdowns' in answer ? ((answer.breakdowns as Breakdown[] | undefined) ?? []) : [],
    );
    return breakdowns.length === 0 ? joined : { ...joined, breakdowns };
  }

  return {
    sources: async (reader) => (await sources(reader)).map((one) => one.source),
    async list(run) {
      const lists = await Promise.all(
        (await sources(run)).map(async ({ source: { id: behind, kind: of, discover } }) => {
          const answer = await discover?.(run.signal);
          if (answer?.failure !== undefined) run.warn(`${behind}: ${answer.failure.message}`);
          return (answer?.items ?? []).map((item) => ({ ...item, kind: of }));
        }),
      );
      return lists.flat();
    },
    ask: (capability, question, also = []) =>
      join(question, { what: capability, also, ask: (one, place) => one[capability]?.(placed(question, place)) }),
    sweep: (capability, question) =>
      join(question, {
        what: capability,
        also: [],
        ask: (one, place) => one.sweeps?.[capability]?.(placed(question, place)),
      }),
  };
}

const placed = <Q extends { place?: WantedPlace }>(question: Q, place: WantedPlace | undefined): Q =>
  place === undefined ? question : { ...question, place };

type Asked = Promise<Answer<unknown>> | undefined;
