import { type System, startSystem } from '@incidentfox/incident-flow/system';
import { disturbedRound } from './harness/disturbed-round.ts';
import { freeze } from './harness/processes-of.ts';
import { type Undisturbed, undisturbed } from './harness/undisturbed.ts';
import { chanceOf, roundsOfSeeds } from './harness/variations.ts';

/*
 * A process is stopped where it stands (SIGSTOP: a paused machine, a host that swaps), another takes over what it had, and the
 * first goes on. Nothing it had begun may be written over what stands by then.
 */

/** In this time another process notices (a lock or a lease has run out), takes over, and often has told the end. */
const takenOverMs = 22_000;
const inRound = 5;
const rounds = roundsOfSeeds(5, inRound);

let system: System;
let calm: Undisturbed;
beforeAll(async () => {
  system = await startSystem();
  calm = await undisturbed(system);
}, 240_000);
afterAll(() => system.stop(), 60_000);

test.each(rounds.map((seeds) => [seeds]))(
  'incidents %j: each is told once and as it would have been, whichever process was frozen at whatever moment',
  async (seeds) => {
    const chance = chanceOf(seeds[0] ?? 0);
    const frozen = chance.oneOf(['investigator-worker', 'investigator-worker', 'notifier']);
    const lengthMs = chance.between(takenOverMs, 2 * takenOverMs);
    const other = `${frozen}#2`;
    await disturbedRound({
      system,
      seeds,
      calm,
      withinMs: 90_000,
      disturb: () =>
        freeze(system, frozen, async () => {
          const endsAt = Date.now() + lengthMs;
          await system.start(other);
          await new Promise((resolve) => setTimeout(resolve, endsAt - Date.now()));
        }),
    });
    await system.apps.get(other)?.stop();
  },
  2_400_000,
);
