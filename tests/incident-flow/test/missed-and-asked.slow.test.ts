import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Investigation } from '@incidentfox/incident';
import { signedWebhook, waitFor, wireEvent, wireIncident, wireSeverities, wireWebhooks } from '@incidentfox/test-kit';
import { type IntakeSystem, startIntakeSystem } from './system/intake-system.ts';
import { webhookSecret } from './system/system.ts';

let system: IntakeSystem;
beforeEach(async () => {
  system = await startIntakeSystem({ update_debounce_seconds: 0, cooldown_seconds: 0 });
}, 120_000);
afterEach(() => system.stop(), 60_000);

const recent = () => new Date(Date.now() - 60_000).toISOString();

/** Puts an incident into incident.io, without telling anybody. */
function declare(id: string, different: Parameters<typeof wireIncident>[0] = {}): Record<string, unknown> {
  const incident = wireIncident({
    id,
    reference: `INC-${id.slice(-3)}`,
    created_at: recent(),
    updated_at: recent(),
    ...different,
  });
  system.incidentIo.incidents.set(id, incident);
  return incident;
}

async function send(body: unknown, id?: string): Promise<number> {
  const { headers, body: text } = signedWebhook(body, webhookSecret, id ? { id } : {});
  return (await fetch(`${system.gatewayUrl}/api/incident-io/webhook`, { method: 'POST', headers, body: text })).status;
}

const recordOf = (id: string) => system.stores.investigations.ofIncident('default', id);
const ended = (id: string, state: Investigation['state'] = 'completed') =>
  waitFor(async () => ((await recordOf(id))?.state === state ? recordOf(id) : null), {
    timeoutMs: 60_000,
    what: `${id} is ${state}`,
  });

describe('nothing is missed', () => {
  test('a webhook that came while no worker ran is investigated once when one starts', async () => {
    await system.start('webhook-gateway');
    const incident = declare('01DOWN001');
    for (let time = 0; time < 3; time++)
      await send(wireEvent('public_incident.incident_created_v2', incident), 'msg_down');
    await system.start('investigator-worker');
    await ended('01DOWN001');
    await system.quiet(60_000);
    expect((await recordOf('01DOWN001'))?.revision).toBe(1);
  }, 240_000);

  test('an incident declared while the gateway was down is found, and only what policy wants is started', async () => {
    declare('01MISS001');
    declare('01MISS002', { severity: wireSeverities.low });
    declare('01MISS003', { category: 'closed' });
    declare('01MISS004', { created_at: new Date(Date.now() - 25 * 3_600_000).toISOString() });
    declare('01MISS005', { category: 'triage' });
    system.incidentIo.lists = true;
    await system.start('investigator-worker');
    await Promise.all([ended('01MISS001'), ended('01MISS005')]);
    await system.quiet(60_000);
    expect((await recordOf('01MISS001'))?.trigger.kind).toBe('reconciliation');
    expect(await Promise.all(['01MISS002', '01MISS003', '01MISS004'].map(recordOf))).toEqual([null, null, null]);
  }, 240_000);

  test('what was found missing and then redelivered is still one investigation', async () => {
    const incident = declare('01BOTH001');
    system.incidentIo.lists = true;
    await system.start('investigator-worker');
    await ended('01BOTH001');
    await system.start('webhook-gateway');
    expect(await send(wireEvent('public_incident.incident_created_v2', incident))).toBe(202);
    await system.quiet(60_000);
    expect((await recordOf('01BOTH001'))?.revision).toBe(1);
  }, 240_000);
});

describe('asked for from the command line', () => {
  const command = (...args: string[]) =>
    promisify(execFile)(
      process.execPath,
      [join(__dirname, '../../../apps/operator-cli/dist/main.js'), 'investigate', ...args],
      {
        env: { PATH: process.env.PATH ?? '', ...system.env },
      },
    );

  test('an incident far below the threshold is investigated, and the record says who asked', async () => {
    declare('01ASKED123', { reference: 'INC-123', severity: wireSeverities.low });
    await system.start('investigator-worker');
    const { stdout } = await command('INC-123', '--by', 'ada', '--minutes', '90');
    expect(stdout).toBe('INC-123 is queued for investigation, asked for by ada.\n');
    const record = await ended('01ASKED123');
    expect(record.trigger).toMatchObject({ kind: 'manual', by: 'ada', windowMinutes: 90 });
  }, 240_000);

  test.each([
    [1, ['INC-999'], /INC-999|no such|not found|404/i],
    [2, [], /'incident'[\s\S]*incidentfox investigate/],
    [2, ['INC-1', '--minutes', 'many'], /--minutes[\s\S]*must be a number/],
    [2, ['INC-1', '--colour', 'red'], /colour[\s\S]*incidentfox investigate/],
    [2, ['INC-1', '--team', 'nobody'], /Choose the team with --team: default/],
  ])(
    'exits with %d and says what is wrong: %j',
    async (code, args, sentence) => {
      const failure = (await command(...args).catch((error: unknown) => error)) as { code: number; stderr: string };
      expect(failure.code).toBe(code);
      expect(failure.stderr).toMatch(sentence);
    },
    240_000,
  );
});

describe('private incidents', () => {
  test('the key may not read leave one clear line and a mark, however many webhooks come', async () => {
    await Promise.all([system.start('webhook-gateway'), system.start('investigator-worker')]);
    expect(await send(wireWebhooks.privateCreated('01SECRET01'))).toBe(202);
    const record = await ended('01SECRET01', 'stopped');
    expect(record).toMatchObject({ isPrivate: true, incident: null, ending: expect.stringContaining('may not read') });
    await send(wireWebhooks.privateUpdated('01SECRET01'));
    await system.quiet(60_000);
    expect(system.output().match(/does not let this API key read/g)).toHaveLength(1);
  }, 240_000);

  test('the key may read are investigated, and nothing of their text is logged', async () => {
    declare('01SECRET02', {
      visibility: 'private',
      name: 'Acquisition of Acme leaked',
      summary: 'Board mail forwarded',
    });
    await Promise.all([system.start('webhook-gateway'), system.start('investigator-worker')]);
    await send(wireWebhooks.privateCreated('01SECRET02'));
    expect((await ended('01SECRET02')).isPrivate).toBe(true);
    expect(system.output()).toContain('01SECRET02');
    expect(system.output()).not.toMatch(/Acquisition|Board mail/);
  }, 240_000);
});

test('our own write-backs come back as updates and start nothing', async () => {
  await Promise.all([system.start('webhook-gateway'), system.start('investigator-worker')]);
  const incident = declare('01ECHO001');
  await send(wireEvent('public_incident.incident_created_v2', incident));
  await ended('01ECHO001');
  for (let echo = 0; echo < 5; echo++) {
    declare('01ECHO001', { updated_at: new Date().toISOString() });
    await send(
      wireEvent('public_incident.incident_updated_v2', { ...incident, most_recent_update_message: `entry ${echo}` }),
    );
  }
  await system.quiet(60_000);
  expect(await recordOf('01ECHO001')).toMatchObject({ revision: 1, state: 'completed' });
}, 240_000);
