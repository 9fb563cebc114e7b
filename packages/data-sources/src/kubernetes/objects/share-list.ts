import type { Truncation } from '@incidentfox/incident';
import type { QuestionRun, SharedReads } from '../../answering/index.ts';

/**
 * One list that several questions need, read once for an incident: what an earlier one saw a moment ago is not how things stand now. Questions
 * that belong to no incident share it for a minute. Where it was cut, each of them says so.
 */
export async function shareList<T>(
  shared: SharedReads,
  what: string,
  run: QuestionRun,
  read: (run: QuestionRun) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const readOnce = async ({ signal }: Pick<QuestionRun, 'signal'>) => {
    const cuts: Truncation[] = [];
    const queries: string[] = [];
    const items = await read({
      ...run,
      signal,
      truncate: (cut) => void cuts.push(cut),
      query: (text) => void queries.push(text),
    });
    return { items, cuts, queries };
  };
  const list = await (run.incident
    ? shared.ofIncident(run.incident, what, run, readOnce)
    : shared.ofOrganisation(what, run, readOnce));
  for (const query of list.queries) run.query(query);
  for (const cut of list.cuts) run.truncate(cut);
  return list.items;
}
