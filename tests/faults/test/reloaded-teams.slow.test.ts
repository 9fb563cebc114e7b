import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { type System, startSystem } from '@incidentfox/incident-flow/system';
import { investigateIncident } from '@incidentfox/jobs';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import { waitFor } from '@incidentfox/test-kit';
import { toldOf } from './harness/ledger.ts';

/* The file changes while everything runs: what it turns on begins, what it renames is found again, what it adds late is waited for. */

const apps = ['investigator-worker', 'notifier'];

let system: System;
afterEach(() => system.stop(), 60_000);

interface ConfigurationFile {
  integrations: { incident_io: { auto_investigate?: boolean } };
  teams?: { id: string }[];
}

function changeFile(change: (file: ConfigurationFile) => void): void {
  const file = JSON.parse(readFileSync(system.configFile, 'utf8')) as ConfigurationFile;
  change(file);
  writeFileSync(system.configFile, JSON.stringify(file));
}

/**
 * Waits until the incident has its findings: one message, its announcement and three replies, three entries. No gateway runs here: where the reconciliation has
 * passed just before, the next pass is a minute away.
 */
const told = (one: Parameters<typeof toldOf>[1][number]) =>
  waitFor(
    async () => {
      const [seen] = await toldOf(system.simulator, [one]);
      return seen?.entries.length === 3 && seen.replies.length === 4 ? seen : null;
    },
    { timeoutMs: 240_000, everyMs: 250, what: 'the incident is told' },
  );

const said = (app: string, text: string) =>
  waitFor(() => system.apps.get(app)?.output().includes(text), { timeoutMs: 240_000, what: `${app} says ${text}` });

test('a team whose automatic investigations are turned on later finds what no webhook told it', async () => {
  system = await startSystem({ apps, incidentIo: { auto_investigate: false } });
  const one = await system.simulator.play('checkout');
  changeFile(({ integrations }) => void Object.assign(integrations.incident_io, { auto_investigate: true }));
  expect((await told(one)).roots).toHaveLength(1);
}, 600_000);

test('a team that is renamed goes on with the message and the entries it has', async () => {
  system = await startSystem({ apps });
  const one = await system.simulator.play('checkout');
  const before = await told(one);
  changeFile((file) => void Object.assign(file, { teams: [{ id: 'shop' }] }));
  const endOfRun = /"investigationId":"inv-shop-[^\n]*"investigation completed"/;
  await waitFor(() => endOfRun.test(system.apps.get('investigator-worker')?.output() ?? ''), {
    timeoutMs: 240_000,
    what: 'the renamed team has looked at the incident',
  });
  const asBefore = async () => expect(await toldOf(system.simulator, [one])).toEqual([before]) ?? true;
  await waitFor(asBefore, { timeoutMs: 120_000, everyMs: 250 });
}, 600_000);

test('a job of a team that the worker does not know yet waits for it, and says so once', async () => {
  system = await startSystem({ apps, incidentIo: { auto_investigate: false } });
  const one = await system.simulator.play('checkout');
  const producer = await connectProducer({ redisUrl: system.redis.url, prefix: system.redis.prefix });
  await producer.add(investigateIncident, {
    team: 'late',
    incidentId: one.incidentId,
    key: 'early',
    receivedAt: Date.now(),
    trigger: { kind: 'manual', by: 'Ada' },
  });
  await producer.close();
  await said('investigator-worker', 'the configuration has no team late');
  changeFile((file) => void Object.assign(file, { teams: [{ id: 'late' }] }));
  expect((await told(one)).roots).toHaveLength(1);
  expect(
    system.apps
      .get('investigator-worker')
      ?.output()
      .match(/has no team late/g),
  ).toHaveLength(1);
}, 600_000);

test('deliveries of a team that the notifier does not know yet wait for it, and are told once it does', async () => {
  system = await startSystem({ apps: ['investigator-worker'] });
  const unaware = `${system.configFile}.before`;
  copyFileSync(system.configFile, unaware);
  changeFile((file) => void Object.assign(file, { teams: [{ id: 'late' }] }));
  await said('investigator-worker', 'the configuration was reloaded');
  await system.start('notifier', { INCIDENTFOX_CONFIG: unaware });
  const one = await system.simulator.play('checkout');
  await said('notifier', 'the configuration has no team late');
  expect((await toldOf(system.simulator, [one]))[0]).toMatchObject({ roots: [], entries: [] });
  copyFileSync(system.configFile, unaware);
  expect((await told(one)).roots).toHaveLength(1);
  expect(system.apps.get('notifier')?.output()).not.toMatch(/failed permanently/);
}, 600_000);
