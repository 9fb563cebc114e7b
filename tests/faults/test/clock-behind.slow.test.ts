import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type System, startSystem } from '@incidentfox/incident-flow/system';
import { waitFor } from '@incidentfox/test-kit';
import { toldOf } from './harness/ledger.ts';
import { undisturbed } from './harness/undisturbed.ts';

/* The machine of the worker, and it alone, has a clock that is wrong. The trouble is where incident.io's clock says it is. */

const shifting = pathToFileURL(join(__dirname, 'harness/shift-clock.mjs')).href;
const worker = 'investigator-worker';

let system: System;
beforeAll(async () => {
  system = await startSystem();
}, 120_000);
afterAll(() => system.stop(), 60_000);

test.each([25, 90])(
  'with a clock %i minutes behind the same is found, and the wrong clock is said',
  async (minutes) => {
    await system.apps.get(worker)?.stop();
    await system.start(worker);
    const calm = await undisturbed(system);
    await system.apps.get(worker)?.stop();
    await system.start(worker, { NODE_OPTIONS: `--import=${shifting}`, CLOCK_AHEAD_MS: String(-minutes * 60_000) });

    const one = await system.simulator.play('checkout');
    const asInPeace = async () => expect(await toldOf(system.simulator, [one])).toEqual([calm.told]) ?? true;
    await waitFor(asInPeace, { timeoutMs: 90_000, everyMs: 250 });
    const said = JSON.stringify(await system.simulator.messages(one.channel));
    expect(said).toContain('the clock of this machine');
    expect(said).toMatch(new RegExp(`${minutes} minutes behind incident\\.io`));
    await system.simulator.edit(one.incidentId, { status: 'closed' });
  },
  300_000,
);
