import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type System, startSystem } from '@incidentfox/incident-flow/system';
import { waitFor } from '@incidentfox/test-kit';
import { toldOf } from './harness/ledger.ts';
import { type Undisturbed, undisturbed } from './harness/undisturbed.ts';

/*
 * The notifier is stopped (SIGSTOP) when it is about to post or to change a message; another takes over, finds that nothing was
 * sent, and sends. Nothing in Redis can hold back the first when it goes on: it has to look before it sends.
 */

const stopping = pathToFileURL(join(__dirname, 'harness/stop-before-sending.mjs')).href;

let system: System;
afterEach(() => system.stop(), 60_000);

test.each([
  ['posting', 'slack:root'],
  ['editing', 'slack:root'],
  ['posting', 'slack:thread:evidence'],
])(
  'a notifier that was stopped when it was %s %s sends nothing once another has',
  async (when, slot) => {
    system = await startSystem();
    const calm: Undisturbed = await undisturbed(system);
    await system.apps.get('notifier')?.stop();
    const variables = { NODE_OPTIONS: `--import=${stopping}`, STOP_AT_SLOT: slot, STOP_WHEN: when };
    await system.start('notifier#stopping', variables);
    const stopped = system.apps.get('notifier#stopping');

    const incident = await system.simulator.play('checkout');
    await waitFor(() => stopped?.output().includes(`stopped ${when} ${slot}`), { timeoutMs: 90_000 });
    await system.start('notifier');
    const asInPeace = async () => expect(await toldOf(system.simulator, [incident])).toEqual([calm.told]) ?? true;
    await waitFor(asInPeace, { timeoutMs: 120_000, everyMs: 250 });

    const asked = (await system.simulator.asked('slack')).length;
    stopped?.kill('SIGCONT');
    // It goes on, comes to its lost lease, and stops in its own time: whatever it wanted to send is sent by then.
    expect(await stopped?.stop()).toBe(0);
    await asInPeace();
    const since = (await system.simulator.asked('slack')).slice(asked).map(({ path }) => path);
    expect(since.filter((path) => /chat\.(postMessage|update|delete)/.test(path))).toEqual([]);
  },
  300_000,
);
