import { diagnose } from '@incidentfox/analysis';
import type { Observations, Window } from '@incidentfox/incident';
import { askAlongTheTrail } from './ask-along-the-trail.ts';
import { askNeighbours } from './ask-neighbours.ts';
import { askFurtherBack, askNext } from './ask-next.ts';
import { observe } from './observe.ts';
import type { Asking, Overview } from './overview.ts';

/** With less time than this a round would only bring questions that came too late. */
const minRoundMs = 5_000;

/** What was seen, over which window, and what is known of the services by now. */
export interface Asked {
  readonly observations: Observations;
  readonly window: Window;
  readonly overview: Overview;
}

/**
 * Round 1 about the affected services and their neighbours, round 2 where the trail leads, round 3 what a first diagnosis asks next; all
 * within the deadline of the run. A diagnosis is pure and quick, so it can also say what to ask.
 */
export async function askInRounds(asking: Asking, first: Overview, affected: readonly string[]): Promise<Asked> {
  const { scope, collection } = asking;
  const hasTime = () => collection.remaining() >= minRoundMs;
  const seenIn = (overview: Overview, window: Window) => observe(asking, overview, { names: affected, window });
  const near = await askNeighbours(asking, first, affected);
  const overview = hasTime() ? await askAlongTheTrail(asking, first, { affected, near }) : first;
  let observations = seenIn(overview, scope.window);
  let { window } = scope;
  if (hasTime()) {
    const diagnosis = diagnose(observations);
    await askNext(asking, overview, { affected, diagnosis, observations });
    observations = seenIn(overview, window);
    window = await askFurtherBack(asking, overview, { affected, diagnosis, observations });
  }
  return { observations: window === scope.window ? observations : seenIn(overview, window), window, overview };
}
