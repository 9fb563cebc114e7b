import type { Fault } from '@incidentfox/incident-flow/simulator';
import { type System, startSystem } from '@incidentfox/incident-flow/system';
import { declaredAmidRound } from './harness/declared-amid-round.ts';
import { type Undisturbed, undisturbed } from './harness/undisturbed.ts';
import { chanceOf, roundsOfSeeds } from './harness/variations.ts';

/*
 * incident.io's webhooks are faster than the replicas its API reads: for a while it says that it does not have an incident it
 * has just told of, or that it may not be read.
 */

const rounds = roundsOfSeeds(5, 5);

let system: System;
let calm: Undisturbed;
beforeAll(async () => {
  system = await startSystem();
  calm = await undisturbed(system);
}, 240_000);
afterAll(() => system.stop(), 60_000);

test.each(rounds.map((seeds) => [seeds]))(
  'incidents %j: each is told once and as it would have been, however long it was refused and however',
  async (seeds) => {
    const chance = chanceOf(seeds[0] ?? 0);
    const mode = chance.oneOf<Fault['mode']>(['404', '404', '403']);
    const trouble = { mode, path: '/v2/incidents/', lengthMs: chance.between(1_000, 25_000) };
    await declaredAmidRound({ system, seeds, calm, trouble, withinMs: 60_000 });
    const logs = [...system.apps.values()].map((app) => app.output()).join('');
    expect(logs).not.toMatch(/private incident/);
  },
  2_400_000,
);
