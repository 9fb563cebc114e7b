import { type OneAddress, startOneAddress } from '@incidentfox/incident-flow/one-address';
import { portOf, type System, startSystem } from '@incidentfox/incident-flow/system';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { toldOf } from './harness/ledger.ts';
import { type Undisturbed, undisturbed } from './harness/undisturbed.ts';

/*
 * A replica of Redis is promoted as Sentinel does it, behind the one address that all apps know. Connections that are open stay
 * at the old primary, which is a replica from then on and refuses writes, or they are cut because it is gone.
 */

const apps = Object.keys(portOf);
/** From the promotion on, for all processes together. */
const maxTakenAgainMs = 10_000;

let system: System;
let address: OneAddress;
let replica: PrivateRedis;
let calm: Undisturbed;
beforeEach(async () => {
  replica = await privateRedis({ own: true });
  system = await startSystem({
    apps,
    redisAddress: async (redisUrl) => {
      address = await startOneAddress(redisUrl);
      return address.url;
    },
  });
  const { hostname, port } = new URL(system.redis.url);
  await replica.command('REPLICAOF', hostname, port);
  await waitFor(async () => /master_link_status:up/.test(String(await replica.command('INFO', 'replication'))), {
    timeoutMs: 20_000,
    what: 'the replica follows',
  });
  calm = await undisturbed(system);
}, 240_000);
afterEach(async () => {
  await system.stop();
  await address.close();
  await replica.close();
}, 60_000);

const ready = async (): Promise<boolean[]> =>
  Promise.all(apps.map(async (app) => (await fetch(`${system.urlOf(app)}/health/ready`)).ok));
const allAre = (wanted: boolean) => async () => (await ready()).every((one) => one === wanted);

interface Way {
  /** What becomes of the old primary when the replica is promoted. */
  demote(): Promise<unknown>;
}

const ways: Record<string, Way> = {
  'stays and refuses writes': {
    demote: async () => {
      const { hostname, port } = new URL(replica.url);
      return system.redis.command('REPLICAOF', hostname, port);
    },
  },
  'is gone': { demote: () => system.redis.crash() },
};

test.each(Object.entries(ways))(
  'when the old primary %s, nobody is ready meanwhile, the same processes are soon after, and incidents are told once',
  async (_name, { demote }) => {
    const processes = [...system.apps.values()].map(({ pid }) => pid);
    const begun = await system.simulator.play('checkout');
    await waitFor(async () => (await system.simulator.timeline(begun.incidentId)).length > 0, { timeoutMs: 60_000 });

    await demote();
    await waitFor(allAre(false), { timeoutMs: 20_000, everyMs: 100, what: 'nobody is ready' });
    const declared = await system.simulator.play('checkout');
    expect(declared.webhook.status).not.toBe(202);

    await replica.command('REPLICAOF', 'NO', 'ONE');
    address.leadTo(replica.url);
    const promotedAt = Date.now();
    await waitFor(allAre(true), { timeoutMs: maxTakenAgainMs, everyMs: 100, what: 'all are ready again' });
    process.stdout.write(`taken again ${Date.now() - promotedAt} ms after the promotion\n`);
    expect([...system.apps.values()].map(({ pid }) => pid)).toEqual(processes);

    const incidents = [begun, declared];
    const asInPeace = async () =>
      expect(await toldOf(system.simulator, incidents)).toEqual(incidents.map(() => calm.told)) ?? true;
    await waitFor(asInPeace, { timeoutMs: 150_000, everyMs: 500 });
  },
  300_000,
);
