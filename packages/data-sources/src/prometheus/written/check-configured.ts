import { checkWith, type QuestionRun } from '../../answering/index.ts';
import type { Check } from '../../data-source.ts';
import type { PrometheusDeps } from '../deps.ts';
import { forAnyService } from './plan-configured.ts';

const notFound = 'Check the query in the expression browser: it finds no series now.';

/** Whether what the team configured can be asked and finds anything. One line for all of it. */
export async function checkConfigured({ metrics, client, now }: PrometheusDeps, run: QuestionRun): Promise<Check[]> {
  if (metrics.length === 0) return [];
  const empty: string[] = [];
  const checked = await checkWith('metrics', async () => {
    for (const { query, signal } of metrics) {
      const found = await client.query(forAnyService(query), now(), run);
      if (found.length === 0) empty.push(`${signal}: ${query.slice(0, 80)}`);
    }
    return `${metrics.length - empty.length} of ${metrics.length} configured metrics find something`;
  });
  return empty.length === 0 ? [checked] : [{ ...checked, ok: false, detail: empty.join('; '), hint: notFound }];
}
