import type { Fault } from '@incidentfox/incident-flow/simulator';
import { type System, startSystem } from '@incidentfox/incident-flow/system';
import { declaredAmidRound } from './harness/declared-amid-round.ts';
import { type Undisturbed, undisturbed } from './harness/undisturbed.ts';
import { chanceOf, roundsOfSeeds } from './harness/variations.ts';

/*
 * incident.io, or the way to it, is away while incidents are declared and looked into, for longer than a few quick attempts
 * take; and sometimes a worker is killed at its beginning, whose job is then taken up again while nothing can be read.
 */

const rounds = roundsOfSeeds(5, 5);

let system: System;
let calm: Undisturbed;
beforeAll(async () => {
  system = await startSystem();
  calm = await undisturbed(system);
}, 240_000);
afterAll(() => system.stop(), 60_000);

async function killWorker(): Promise<void> {
  const worker = system.apps.get('investigator-worker');
  worker?.kill('SIGKILL');
  await worker?.exited;
  await system.start('investigator-worker');
}

test.each(rounds.map((seeds) => [seeds]))(
  'incidents %j: each is told once and as it would have been, however long incident.io was away and however',
  async (seeds) => {
    const chance = chanceOf(seeds[0] ?? 0);
    const mode = chance.oneOf<Fault['mode']>(['503', 'page', '500', 'hang', '429']);
    const lengthMs = chance.between(8_000, 40_000);
    const isKilled = chance.oneOf([true, false]);
    const trouble = { mode, path: '/v2/incidents', lengthMs };
    await declaredAmidRound({
      ...{ system, seeds, calm, trouble, withinMs: 120_000 },
      ...(isKilled ? { meanwhile: killWorker } : {}),
    });
  },
  2_400_000,
);
