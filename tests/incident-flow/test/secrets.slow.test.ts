import { readFileSync, writeFileSync } from 'node:fs';
import { signedWebhook, waitFor, wireWebhooks } from '@incidentfox/test-kit';
import { kubernetesToken, type System, startSystem, webhookSecret } from './system/system.ts';

/** Every secret the system is given whose text occurs nowhere by itself. */
const secrets = [
  webhookSecret.slice(6),
  'inc_simulator',
  'xoxb-simulator',
  'simulator-signing-secret',
  'ghp_simulator',
  kubernetesToken,
];
const readers = ['webhook-gateway', 'investigator-worker', 'notifier'];

let system: System;
beforeAll(async () => {
  system = await startSystem({ apps: [...readers, 'operator-console'] });
}, 60_000);
afterAll(() => system.stop(), 30_000);

async function everythingInRedis(): Promise<string> {
  const keys = (await system.redis.command('KEYS', '*')) as string[];
  const dumps = await Promise.all(
    keys.map(async (key) => `${key} ${await system.redis.command('EVAL', dump, '1', key)}`),
  );
  expect(dumps.join('')).toContain('payment-gateway');
  return dumps.join('\n');
}

// as JSON, for DUMP compresses
const dump = `
local kind = redis.call('TYPE', KEYS[1]).ok
if kind == 'string' then return redis.call('GET', KEYS[1]) end
if kind == 'hash' then return cjson.encode(redis.call('HGETALL', KEYS[1])) end
if kind == 'list' then return cjson.encode(redis.call('LRANGE', KEYS[1], 0, -1)) end
if kind == 'set' then return cjson.encode(redis.call('SMEMBERS', KEYS[1])) end
if kind == 'zset' then return cjson.encode(redis.call('ZRANGE', KEYS[1], 0, -1)) end
return cjson.encode(redis.call('XRANGE', KEYS[1], '-', '+'))`;

/** `slack: xoxb-...` for each place a secret is found in; never the secret itself. */
const leaksIn = (shown: Readonly<Record<string, string>>, hidden: readonly string[] = secrets): string[] =>
  Object.entries(shown).flatMap(([where, text]) =>
    hidden.filter((secret) => text.includes(secret)).map((secret) => `${where}: ${secret.slice(0, 5)}...`),
  );

const outputs = (): Record<string, string> =>
  Object.fromEntries([...system.apps.values()].map((app) => [`output of ${app.name}`, app.output()]));

/** Everything the console shows: the list, each investigation it leads to, and the queues with their jobs. */
async function consolePages(): Promise<string> {
  const page = async (path: string) => (await fetch(`${system.urlOf('operator-console')}${path}`)).text();
  const list = await page('/investigations');
  const links = [...list.matchAll(/href="(\/investigations\/[^"]+)"/g)].map(([, path = '']) => path);
  const investigations = await Promise.all(links.map(page));
  expect(investigations.join('')).toContain('payment-gateway');
  const queues = ['investigations', 'notifications'].map((queue) => page(`/queues/api/queues?activeQueue=${queue}`));
  return [list, ...investigations, ...(await Promise.all(queues))].join('\n');
}

test('no secret reaches output, Redis, Slack, the timeline or the console, with a source that fails', async () => {
  const { incidentId, channel } = await system.simulator.play('checkout', [{ vendor: 'loki', mode: '500' }]);
  const timeline = await waitFor(
    async () => {
      const items = await system.simulator.timeline(incidentId);
      return items.length === 3 ? items : null;
    },
    { timeoutMs: 30_000, everyMs: 100, what: 'three timeline entries' },
  );
  const shown = {
    ...outputs(),
    redis: await everythingInRedis(),
    slack: JSON.stringify(await system.simulator.messages(channel)),
    timeline: JSON.stringify(timeline),
    console: await consolePages(),
  };
  expect(leaksIn(shown)).toEqual([]);
  expect(shown.console).toContain('loki is not available (HTTP 500)');
}, 60_000);

test('a webhook signed with another secret is refused without a word about either secret or the signature', async () => {
  const other = Buffer.from('what somebody else signs with').toString('base64');
  const { headers, body, id } = signedWebhook(wireWebhooks.created(), `whsec_${other}`);
  const answer = await fetch(`${system.gatewayUrl}/api/incident-io/webhook`, { method: 'POST', headers, body });
  expect(answer.status).toBe(401);
  const text = `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
  await waitFor(() => system.apps.get('webhook-gateway')?.output().includes(id), { what: 'the refusal is logged' });
  const signature = headers['webhook-signature']?.split(',')[1] ?? '';
  expect(signature).not.toBe('');
  expect(leaksIn({ answer: text, ...outputs() }, [...secrets, other, signature])).toEqual([]);
}, 30_000);

/** Secrets as people paste them by mistake; none has a shape that the log masks anyway. */
const pasted = ['pasted-api-key', 'pasted-bot-token', 'pasted-password', 'pasted-before-a-fault'];
const brokenFiles = {
  'values under mistyped keys': JSON.stringify({
    integrations: {
      incident_io: { webhook_secret: 'env:NOT_SET', api_kye: pasted[0] },
      slack: { bot_token: [pasted[1]], signing_secret: { value: pasted[1] } },
    },
    tools: { prometheus: { url: 'https://127.0.0.1', auth: { type: 'basic', username: 'fox', passwort: pasted[2] } } },
  }),
  'a fault of syntax after a value': `{ "integrations": { "slack": { "bot_token": "${pasted[3]}" "signing_secret": 1 } } }`,
};

/** How often each app that follows the configuration has refused one. */
const refusals = (): number[] =>
  readers.map((name) => (system.apps.get(name)?.output() ?? '').split('new configuration is broken').length - 1);

test.each(Object.entries(brokenFiles))(
  'a configuration with %s is refused by running apps, and not quoted',
  async (_, text) => {
    const whole = readFileSync(system.configFile, 'utf8');
    const before = refusals();
    writeFileSync(system.configFile, text);
    await waitFor(() => refusals().every((count, index) => count > (before[index] ?? 0)), {
      timeoutMs: 20_000,
      what: 'every app has refused the configuration',
    });
    expect(leaksIn(outputs(), [...secrets, ...pasted])).toEqual([]);
    writeFileSync(system.configFile, whole);
  },
  30_000,
);
