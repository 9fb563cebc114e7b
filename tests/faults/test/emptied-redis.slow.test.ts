import { type System, startSystem } from '@incidentfox/incident-flow/system';
import { waitFor } from '@incidentfox/test-kit';
import { disturbedRound } from './harness/disturbed-round.ts';
import { type Undisturbed, undisturbed } from './harness/undisturbed.ts';
import { chanceOf, roundsOfSeeds } from './harness/variations.ts';

/*
 * Redis loses everything: it is emptied, or restarts without what it had, or a fail-over comes to an empty replica. No process
 * of ours restarts. What was told already is found again, what was not is told.
 */

const inRound = 5;
const rounds = roundsOfSeeds(3, inRound);

let system: System;
let calm: Undisturbed;
beforeAll(async () => {
  system = await startSystem();
  calm = await undisturbed(system);
}, 240_000);
afterAll(() => system.stop(), 60_000);

const ways = {
  emptied: async () => void (await system.redis.command('FLUSHALL')),
  'restarted empty': async () => {
    await system.redis.command('FLUSHALL');
    await system.redis.crash();
    await system.redis.restart();
  },
};

test.each(rounds.map((seeds) => [seeds]))(
  'incidents %j: each is told once and as it would have been, at whatever stage Redis lost what it had',
  async (seeds) => {
    const way = chanceOf(seeds[0] ?? 0).oneOf<keyof typeof ways>(['emptied', 'restarted empty']);
    const disturb = ways[way];
    // Longer than it takes until the schedule is mended: by then the reconciliation has begun with what it knows nothing of.
    const restMs = 25_000;
    await disturbedRound({ system, seeds, calm, disturb, withinMs: 150_000, restMs, isTakenUpAgain: true });
    // The schedule is there again, and what is declared now is told as ever.
    await waitFor(async () => (await undisturbed(system)).told, { timeoutMs: 60_000 });
  },
  2_400_000,
);
