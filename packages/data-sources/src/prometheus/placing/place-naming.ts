import type { Service, Window } from '@incidentfox/incident';
import type { QuestionRun } from '../../answering/index.ts';
import { ownWords } from '../../environment/own-words.ts';
import { isPlaceNamed, placeOfSeries } from '../../environment/place-labels.ts';
import { toMatchers } from '../../environment/place-matchers.ts';
import type { WantedPlace } from '../../environment/wanted-place.ts';
import type { PrometheusDeps } from '../deps.ts';
import { quoted, selector } from '../queries.ts';

/** What a look-up by place works with. */
export interface PlaceLookUp {
  readonly source: PrometheusDeps;
  readonly span: Window;
  readonly run: QuestionRun;
  readonly wanted: WantedPlace | undefined;
  /** Labels that any series has. */
  readonly present: ReadonlySet<string>;
  /** Null when all services are meant. */
  readonly service: Pick<Service, 'name' | 'aliases'> | null;
}

/** Matchers that leave only the wanted place, what to tell of it, or why there is nothing of it. */
export interface PlacedSeries {
  readonly matchers: readonly string[] | null;
  readonly told: string | null;
  readonly open: string | null;
}

/** Where the series that `matchers` choose are, by their own labels: only index look-ups, and only of labels that exist. */
export async function placeSeries(at: PlaceLookUp, of: string, matchers: readonly string[]): Promise<PlacedSeries> {
  const { source, span, run, wanted, present, service } = at;
  if (isPlaceNamed(matchers, wanted)) return { matchers: [], told: null, open: null };
  const { matches, told, open } = await placeOfSeries(wanted, {
    present,
    own: service === null ? new Set() : ownWords(service),
    valuesOf: (label, under) =>
      source.client.labelValues(label, selector(of, [...matchers, ...toMatchers(under, quoted)]), span, run),
  });
  return { matchers: matches === null ? null : toMatchers(matches, quoted), told, open };
}
