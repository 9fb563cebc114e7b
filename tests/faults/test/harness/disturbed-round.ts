import type { Played } from '@incidentfox/incident-flow/simulator';
import type { System } from '@incidentfox/incident-flow/system';
import { waitFor } from '@incidentfox/test-kit';
import { explained } from './explained.ts';
import { type Told, toldOf } from './ledger.ts';
import { chanceOf } from './variations.ts';

const scenario = 'checkout';

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
    told?.entries.length === 3 && told.roots.length === 1 && told.replies.length === 3;
  const told = await waitFor(
    async () => {
      const [one] = await toldOf(system.simulator, [calm]);
      return whole(one) ? one : null;
    },
    { timeoutMs: 150_000, everyMs: 200, what: 'the undisturbed incident is told' },
  );
  const tookMs = Date.now() - startedAt;
  await end(system, [calm]);
  return { told, tookMs };
}

export interface Round {
  readonly system: System;
  readonly seeds: readonly number[];
  readonly calm: Undisturbed;
  /** Does what goes wrong, and undoes it where that is part of it. The incidents are at different stages when it begins. */
  disturb(): Promise<void>;
  /** How long after it all must be told. */
  withinMs: number;
  /** How long it must then stay so, in ms. Default 5 s. */
  restMs?: number;
  /** What was told before is taken up once more, as where the records are lost: while that goes on it may look unfinished. */
  isTakenUpAgain?: boolean;
}

/**
 * One incident a seed, each declared at a moment of its own within the time a run takes, then the trouble. Afterwards the world
 * must have been told of each exactly what it is told in peace, and nothing else afterwards.
 */
export async function disturbedRound(round: Round): Promise<void> {
  const { system, seeds, calm, disturb, withinMs } = round;
  const playAt = seeds.map((seed) => chanceOf(seed).between(0, calm.tookMs)).sort((a, b) => a - b);
  const startedAt = Date.now();
  const incidents: Played[] = [];
  for (const [at, moment] of playAt.entries()) {
    await until(startedAt + moment);
    incidents.push(await system.simulator.play(scenario, [], at === 0));
  }
  await until(startedAt + calm.tookMs);
  await disturb();
  const endsAt = Date.now() + withinMs;
  const same = async () => {
    expect(await toldOf(system.simulator, incidents)).toEqual(incidents.map(() => calm.told));
    return true;
  };
  for (;;) {
    await waitFor(same, { timeoutMs: endsAt - Date.now(), everyMs: 500 }).catch(async (difference: unknown) => {
      throw await explained(system, incidents, difference);
    });
    const broken = await brokenWithin(round.restMs ?? 5_000, same);
    if (broken === null) return end(system, incidents);
    if (!round.isTakenUpAgain) throw await explained(system, incidents, broken);
  }
}

/** Closes incidents that were judged, so that those of later rounds do not wait behind them. */
async function end(system: System, incidents: readonly Played[]): Promise<void> {
  for (const { incidentId } of incidents) await system.simulator.edit(incidentId, { status: 'closed' });
}

/** What is wrong when it does not stay so; null when it does. */
async function brokenWithin(ms: number, same: () => Promise<boolean>): Promise<unknown> {
  for (const restsUntil = Date.now() + ms; Date.now() < restsUntil; await until(Date.now() + 500)) {
    try {
      await same();
    } catch (difference) {
      return difference;
    }
  }
  return null;
}

/** Not a wait for something to happen: the moments of the trouble are the test's own. */
const until = (at: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
