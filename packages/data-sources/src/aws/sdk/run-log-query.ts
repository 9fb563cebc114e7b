import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '@incidentfox/failures';
import type { Window } from '@incidentfox/incident';
import type { QuestionRun } from '../../answering/index.ts';
import { type AwsClient, present } from '../client.ts';
import { maxPollMs, stopWithinMs } from '../limits.ts';

/** One Logs Insights query from start to end: rows of named fields. It is stopped when nobody waits for it any longer: it costs per byte. */
export function runLogQuery(
  client: AwsClient,
  logGroup: string,
  query: string,
  window: Window,
  limit: number,
  run: QuestionRun,
): Promise<Record<string, string>[]> {
  return client.using(run, `logs:StartQuery ${logGroup}: ${query}`, async () => {
    const [sdk, logs] = await client.logs(run);
    const { signal } = run;
    const range = { startTime: Math.floor(window.from / 1000), endTime: Math.ceil(window.to / 1000) - 1 };
    const started = await logs.send(
      new sdk.StartQueryCommand({ logGroupNames: [logGroup], ...range, queryString: query, limit }),
      { abortSignal: signal },
    );
    const queryId = present(started.queryId, client.name);
    let isOver = false;
    try {
      for (let pause = 100; ; pause = Math.min(maxPollMs, pause * 2)) {
        const answer = await logs.send(new sdk.GetQueryResultsCommand({ queryId }), { abortSignal: signal });
        const status = present(answer.status, client.name);
        isOver = status !== 'Scheduled' && status !== 'Running';
        if (status === 'Complete')
          return (answer.results ?? []).map((row) =>
            Object.fromEntries(row.map(({ field = '', value = '' }) => [field, value])),
          );
        if (isOver)
          throw new Failure(
            status === 'Timeout' ? 'timeout' : 'unavailable',
            `${client.name}: the log query ended as ${status}`,
          );
        await wait(pause, undefined, { signal });
      }
    } finally {
      if (!isOver) {
        // The question's own signal has ended; stopping the query has a short one of its own.
        const abortSignal = AbortSignal.timeout(stopWithinMs);
        await logs.send(new sdk.StopQueryCommand({ queryId }), { abortSignal }).catch(() => undefined);
      }
    }
  });
}
