import type { Alert, Answer, Edge, LogDigest, MetricSeries } from '@incidentfox/incident';
import type { Ask, DataSource } from '../data-source.ts';
import { type Answerer, answerWith, createMemory, NotAsked, type Reader } from '../execution/index.ts';
import type { GrafanaClient } from './client.ts';
import { joinAnswers } from './join-answers.ts';
import type { GrafanaSettings } from './settings.ts';
import { sourceBehind } from './sources-behind.ts';

interface Answers {
  metrics: Answer<MetricSeries>;
  logs: Answer<LogDigest>;
  topology: Answer<Edge>;
  alerts: Answer<Alert>;
}

/** The sources behind one Grafana: which there are, and how a question is put to all that can answer it. */
export interface Behind {
  sources(reader: Reader): Promise<DataSource[]>;
  /** `also` is what Grafana itself answered to the same question. */
  ask<C extends keyof Answers>(capability: C, ask: Ask, also?: readonly Answers[C][]): Promise<Answers[C]>;
}

export function createBehind(source: Answerer, settings: GrafanaSettings, client: GrafanaClient): Behind {
  const { id, kind, now } = source;
  const known = createMemory<DataSource[]>(now);

  const sources = (reader: Reader) =>
    known.recall('', async () => {
      const isWanted = (name: string) => settings.datasources?.includes(name) ?? true;
      const there = (await client.datasources(reader)).filter(({ uid, name }) => isWanted(uid) || isWanted(name));
      const understood = there.map((datasource) => sourceBehind(source, settings, client, datasource));
      return understood.filter((one) => one !== null);
    });

  return {
    sources,
    async ask(capability, ask, also = []) {
      let able: DataSource[] = [];
      // Finding out what is behind Grafana is part of the question, so that its failure is the question's.
      const looked: Answer<never> = await answerWith(source, ask, async (asking) => {
        able = (await sources(asking)).filter((one) => one.capabilities.has(capability));
        if (able.length > 0 || also.length > 0) return [];
        throw new NotAsked(`no data source of this Grafana is understood for ${capability}`);
      });
      const heard = (await Promise.all(able.map(async (one) => one[capability]?.(ask)))).filter(
        (one) => one !== undefined,
      );
      const [first = looked, ...rest] = [
        ...(looked.state === 'failed' ? [looked] : []),
        ...also,
        ...heard,
      ] as Answer<never>[];
      return joinAnswers([first, ...rest], { id, kind, items: ask.caps.items });
    },
  };
}
