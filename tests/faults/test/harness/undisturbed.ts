import type { Played } from '@incidentfox/incident-flow/simulator';
import type { System } from '@incidentfox/incident-flow/system';
import { waitFor } from '@incidentfox/test-kit';
import { isEnded, type Told, toldOf } from './ledger.ts';

const scenario = 'checkout';
/** How long what is told must stay as it is to be the end of it. */
const quietMs = 15_000;

/** What is told of an incident that nothing disturbs, and how long that takes in ms. */
export interface Undisturbed {
  readonly told: Told;
  readonly tookMs: number;
}

/** Plays one incident in peace. Everything else is compared with it. */
export async function undisturbed(system: System): Promise<Undisturbed> {
  const startedAt = Date.now();
  const calm = await system.simulator.play(scenario, [], true);
  const whole = (told: Told | undefined): told is Told =>
    told?.entries.length === 3 && told.roots.length === 1 && told.replies.length === 4; // the announcement, and three replies
  const told = await waitFor(
    async () => {
      const [one] = await toldOf(system.simulator, [calm]);
      return whole(one) ? one : null;
    },
    { timeoutMs: 150_000, everyMs: 200, what: 'the undisturbed incident is told' },
  );
  const tookMs = Date.now() - startedAt;
  await close(system, [calm]);
  return { told, tookMs };
}

/**
 * How long incidents that were disturbed may take: on a busy machine twice what they take one after the other in peace, and never
 * less than `leastMs`.
 */
export const patienceMs = (calm: Undisturbed, incidents: number, leastMs: number): number =>
  Math.max(leastMs, 2 * incidents * calm.tookMs);

/**
 * What is told of so many incidents at once that nothing disturbs: as many as begin anew together when a trouble ends. On a machine
 * that is busy with other things data sources may be too slow for some of them, and that is then no fault of the trouble.
 */
export async function undisturbedAtOnce(system: System, incidents: number, withinMs: number): Promise<readonly Told[]> {
  const played: Played[] = [];
  for (let at = 0; at < incidents; at++) played.push(await system.simulator.play(scenario, [], at === 0));
  const rests = watchRest(system, played);
  const told = await waitFor(rests, { timeoutMs: withinMs, everyMs: 500, what: 'the undisturbed incidents are told' });
  await close(system, played);
  const once = told.map((one) => ({ ...one, roots: [expect.any(String)], foreign: [] }));
  expect(told).toEqual(once);
  return told;
}

/** To be asked again and again: what was told, once each incident has its end and nothing has changed for a while; null before. */
export function watchRest(system: System, incidents: readonly Played[]): () => Promise<readonly Told[] | null> {
  let before = '';
  let since = Date.now();
  return async () => {
    const told = await toldOf(system.simulator, incidents);
    const text = JSON.stringify(told);
    if (text !== before) since = Date.now();
    before = text;
    return told.every(isEnded) && Date.now() - since >= quietMs ? told : null;
  };
}

/** Closes incidents that were judged, so that those of later rounds do not wait behind them. */
export async function close(system: System, incidents: readonly Played[]): Promise<void> {
  for (const { incidentId } of incidents) await system.simulator.edit(incidentId, { status: 'closed' });
}
