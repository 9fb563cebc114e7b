import { type System, startSystem } from '@incidentfox/incident-flow/system';
import { disturbedRound } from './harness/disturbed-round.ts';
import { type Undisturbed, undisturbed } from './harness/undisturbed.ts';
import { chanceOf, roundsOfSeeds } from './harness/variations.ts';

/*
 * Redis is there and of no use for a while: it refuses writes because it is a replica, it has no memory left, or it hangs. What
 * was under way goes on afterwards, by the same processes, and is told once.
 */

const inRound = 5;
const kinds = ['hangs', 'refuses writes', 'has no memory left'] as const;
/** One round of each kind. */
const rounds = roundsOfSeeds(kinds.length * inRound, inRound);

let system: System;
let calm: Undisturbed;
beforeAll(async () => {
  system = await startSystem();
  calm = await undisturbed(system);
}, 240_000);
afterAll(() => system.stop(), 60_000);

interface Trouble {
  begin(): unknown;
  end(): unknown;
}

type Kind = (typeof kinds)[number];

const kindOf = (seed: number): Kind => kinds[Math.floor((seed - 1) / inRound) % kinds.length] ?? 'hangs';

const troubles = (): Record<Kind, Trouble> => ({
  'refuses writes': {
    begin: () => system.redis.command('REPLICAOF', '127.0.0.1', '1'),
    end: () => system.redis.command('REPLICAOF', 'NO', 'ONE'),
  },
  'has no memory left': {
    begin: () => system.redis.command('CONFIG', 'SET', 'maxmemory', '1'),
    end: () => system.redis.command('CONFIG', 'SET', 'maxmemory', '0'),
  },
  hangs: { begin: () => system.redis.hang(), end: () => system.redis.resume() },
});

test.each(rounds.map((seeds) => [seeds]))(
  'incidents %j: each is told once and as it would have been, however long Redis was of no use and however',
  async (seeds) => {
    const [first = 1] = seeds;
    const { begin, end } = troubles()[kindOf(first)];
    const lengthMs = chanceOf(first).between(1_000, 30_000);
    const processes = [...system.apps.values()].map(({ pid }) => pid);
    const disturb = async () => {
      await begin();
      await new Promise((resolve) => setTimeout(resolve, lengthMs));
      await end();
    };
    await disturbedRound({ system, seeds, calm, disturb, withinMs: 150_000 });
    expect([...system.apps.values()].map(({ pid }) => pid)).toEqual(processes);
  },
  2_400_000,
);
