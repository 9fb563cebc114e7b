import type { Played } from '@incidentfox/incident-flow/simulator';
import type { System } from '@incidentfox/incident-flow/system';
import { waitFor } from '@incidentfox/test-kit';
import { explained } from './explained.ts';
import { type Told, toldOf } from './ledger.ts';
import { close, patienceMs, type Undisturbed, undisturbedAtOnce, watchRest } from './undisturbed.ts';
import { chanceOf } from './variations.ts';

const scenario = 'checkout';

export interface Round {
  readonly system: System;
  readonly seeds: readonly number[];
  readonly calm: Undisturbed;
  /** Does what goes wrong, and undoes it where that is part of it. The incidents are at different stages when it begins. */
  disturb(): Promise<void>;
  /** How long after it all must be told, on a machine that is not busy. */
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
  await judge(round, incidents, patienceMs(calm, seeds.length, withinMs));
  await close(system, incidents);
}

/** Waits until each is told as one is in peace, and for a while longer. Throws what differs, and what is known of it. */
async function judge(round: Round, incidents: readonly Played[], withinMs: number): Promise<void> {
  const { system, calm } = round;
  const inPeace: Told[] = [calm.told];
  let isMeasured = false;
  const same = async () => {
    const told = await toldOf(system.simulator, incidents);
    expect(told.map((one) => asInPeace(one, inPeace))).toEqual(told.map(() => calm.told));
    return true;
  };
  const endsAt = Date.now() + withinMs;
  const rests = watchRest(system, incidents);
  const sameOrAtRest = async () => (await same().catch(() => false)) || rests();
  for (;;) {
    await waitFor(sameOrAtRest, { timeoutMs: Math.max(0, endsAt - Date.now()), everyMs: 500 }).catch(() => {});
    const broken = await brokenWithin(round.restMs ?? 5_000, same);
    if (broken === null) return;
    if (round.isTakenUpAgain && Date.now() < endsAt && !(await rests())) continue;
    if (isMeasured || !(await rests())) throw await explained(system, incidents, broken);
    // All have their ends, and other ones: is the machine so busy now that it is the same without any trouble?
    inPeace.push(...(await undisturbedAtOnce(system, incidents.length, withinMs)));
    isMeasured = true;
  }
}

/** What is told when it is what was told in peace too, by one name, so that a difference shows. */
function asInPeace(told: Told, inPeace: readonly Told[]): Told {
  const text = JSON.stringify(told);
  return (inPeace.some((one) => JSON.stringify(one) === text) ? inPeace[0] : undefined) ?? told;
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
