import type { Window } from '@incidentfox/incident';
import { createCache, type QuestionRun } from '../../answering/index.ts';
import type { PrometheusDeps } from '../deps.ts';
import { anySeries, selector } from '../queries.ts';
import type { PossibleNaming } from './namings.ts';

const dayMs = 24 * 60 * 60_000;

/** Which labels there are and which values they have, read once for all services: so nothing is asked of a service under a label without it. */
export interface PresentLabels {
  names(span: Window, run: QuestionRun): Promise<ReadonlySet<string>>;
  /** Those of the namings that exist; where a label's values cannot be read, all that might. */
  existing(namings: readonly PossibleNaming[], span: Window, run: QuestionRun): Promise<PossibleNaming[]>;
}

export function createPresentLabels({ client, now, matchers }: PrometheusDeps): PresentLabels {
  const names = createCache<ReadonlySet<string>>(now);
  const values = createCache<readonly string[] | null>(now);
  const under = anySeries(matchers);

  async function valuesOf(label: string, days: Window, run: QuestionRun): Promise<readonly string[] | null> {
    // A label with very many values makes an answer that is too large: then the index is asked service by service.
    const read = async () => {
      const having = selector('', [`${label}!=""`, ...matchers]);
      const found = await client.labelValues(label, having, days, run).catch(() => []);
      return found.length === 0 ? null : found;
    };
    return values.getOrLoad(JSON.stringify([label, days]), read, (found) => found !== null);
  }

  return {
    names: (span, run) => {
      const days = wholeDays(span);
      const read = async () => new Set(await client.labelNames(under, days, run));
      return names.getOrLoad(JSON.stringify(days), read);
    },
    async existing(namings, span, run) {
      const days = wholeDays(span);
      const kept = await Promise.all(
        namings.map(async (naming): Promise<PossibleNaming[]> => {
          const found = await valuesOf(naming.label, days, run);
          if (found === null) return naming.isSeldom ? [] : [naming];
          const wanted = new RegExp(`^(?:${naming.pattern})$`);
          return found.some((value) => wanted.test(value)) ? [naming] : [];
        }),
      );
      return kept.flat();
    },
  };
}

/** So that investigations of about the same time share what they read. */
const wholeDays = ({ from, to }: Window): Window => ({
  from: Math.floor(from / dayMs) * dayMs,
  to: Math.ceil(to / dayMs) * dayMs,
});
