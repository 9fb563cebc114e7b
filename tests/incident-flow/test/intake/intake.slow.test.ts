import { connectStores } from '@incidentfox/investigations';
import { queues } from '@incidentfox/jobs';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import { type SignedWebhook, signedWebhook, waitFor, wireWebhooks } from '@incidentfox/test-kit';
import { type System, startSystem, webhookSecret } from '../system/system.ts';

const send = (system: System, webhook: SignedWebhook) =>
  fetch(`${system.gatewayUrl}/api/incident-io/webhook`, {
    method: 'POST',
    headers: webhook.headers,
    body: webhook.body,
  });

describe('what reaches the queue', () => {
  let system: System;
  beforeEach(async () => {
    system = await startSystem({ apps: ['webhook-gateway'] });
  }, 60_000);
  afterEach(() => system.stop(), 30_000);

  async function waiting(): Promise<number> {
    const producer = await connectProducer({ redisUrl: system.redis.url, prefix: system.redis.prefix });
    const counts = await producer.counts(queues.investigations);
    await producer.close();
    return counts.waiting + counts.delayed;
  }

  test('a tampered body, an old timestamp and a wrong secret are refused with 401 and leave nothing behind', async () => {
    const genuine = signedWebhook(wireWebhooks.created(), webhookSecret);
    const hourAgo = Math.floor(Date.now() / 1000) - 3600;
    const answers = await Promise.all([
      send(system, { ...genuine, body: genuine.body.replace('checkout', 'payments') }),
      send(system, signedWebhook(wireWebhooks.created(), webhookSecret, { timestamp: hourAgo })),
      send(system, signedWebhook(wireWebhooks.created(), `whsec_${Buffer.from('another').toString('base64')}`)),
    ]);
    expect(answers.map((a) => a.status)).toEqual([401, 401, 401]);
    expect(await waiting()).toBe(0);
  }, 60_000);

  test('the same webhook ten times is one job', async () => {
    const webhook = signedWebhook(wireWebhooks.created(), webhookSecret);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(system, webhook)));
    expect(answers.map((a) => a.status).sort()).toEqual([...Array<number>(9).fill(200), 202].sort());
    expect(await waiting()).toBe(1);
  }, 60_000);

  test('with Redis gone the gateway says 503 within two seconds, and takes the redelivery once it is back', async () => {
    const webhook = signedWebhook(wireWebhooks.created(), webhookSecret);
    await system.redis.crash();
    const began = Date.now();
    expect((await send(system, webhook)).status).toBe(503);
    expect(Date.now() - began).toBeLessThan(2_000);
    await system.redis.restart();
    await waitFor(async () => (await send(system, webhook)).status === 202, {
      timeoutMs: 15_000,
      what: 'the redelivery is taken',
    });
    expect(await waiting()).toBe(1);
  }, 60_000);
});

describe('the same webhook ten times, with everything running', () => {
  test('is one investigation and one message', async () => {
    const system = await startSystem();
    try {
      const { incidentId, channel, webhook } = await system.simulator.play('checkout');
      expect(webhook.status).toBe(202);
      const again = signedWebhook(wireWebhooks.created({ id: incidentId }), webhookSecret, { id: webhook.webhookId });
      const answers = await Promise.all(Array.from({ length: 9 }, () => send(system, again)));
      expect(answers.map((answer) => answer.status)).toEqual(Array(9).fill(200));
      await waitFor(async () => (await system.simulator.timeline(incidentId)).length === 3, { timeoutMs: 60_000 });
      const ours = (await system.simulator.messages(channel)).filter((message) => message.bot_id);
      expect(ours.filter((message) => !message.thread_ts || message.thread_ts === message.ts)).toHaveLength(1);
      const stores = await connectStores({ redisUrl: system.redis.url, prefix: system.redis.prefix });
      expect(await stores.investigations.list({ limit: 10 })).toHaveLength(1);
      await stores.close();
    } finally {
      await system.stop();
    }
  }, 120_000);
});
