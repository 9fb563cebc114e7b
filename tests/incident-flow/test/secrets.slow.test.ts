import { waitFor } from '@incidentfox/test-kit';
import { type System, startSystem, webhookSecret } from './system.ts';

/** Every secret the system is given whose text occurs nowhere by itself. */
const secrets = [
  webhookSecret.slice(6),
  'inc_simulator',
  'xoxb-simulator',
  'simulator-signing-secret',
  'ghp_simulator',
];

let system: System;
beforeAll(async () => {
  system = await startSystem();
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

test('no secret reaches output, Redis, Slack or the timeline, with a source that fails', async () => {
  await system.simulator.fault('loki', '500');
  const { incidentId, channel } = await system.simulator.play('checkout');
  const timeline = await waitFor(
    async () => {
      const items = await system.simulator.timeline(incidentId);
      return items.length === 3 ? items : null;
    },
    { timeoutMs: 30_000, everyMs: 100, what: 'three timeline entries' },
  );
  const shown = {
    output: [...system.apps.values()].map((app) => app.output()).join('\n'),
    redis: await everythingInRedis(),
    slack: JSON.stringify(await system.simulator.messages(channel)),
    timeline: JSON.stringify(timeline),
  };
  const leaks = Object.entries(shown).flatMap(([where, text]) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret.slice(0, 5)}... in ${where}`),
  );
  expect(leaks).toEqual([]);
}, 60_000);
