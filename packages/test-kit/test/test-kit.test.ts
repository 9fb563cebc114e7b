import { existsSync } from 'node:fs';
import { listen, privateRedis, signedWebhook, testWebhookSecret, waitFor, wireWebhooks } from '@incidentfox/test-kit';
import { Redis } from 'ioredis';
import { Webhook } from 'standardwebhooks';

describe('privateRedis', () => {
  test('answers, refuses to evict, keeps an append-only file, and is gone after close', async () => {
    const redis = await privateRedis({ own: true });
    const client = new Redis(redis.url, { retryStrategy: null });
    await client.set(`${redis.prefix}:a`, '1');
    expect(await client.config('GET', 'maxmemory-policy')).toContain('noeviction');
    expect(await client.config('GET', 'appendonly')).toContain('yes');
    client.disconnect();
    await redis.close();
    const late = new Redis(redis.url, { retryStrategy: null, lazyConnect: true });
    late.on('error', () => {});
    await expect(late.connect()).rejects.toThrow(/closed|ECONNREFUSED/);
  });

  test('comes back on the same port with what was written before a crash', async () => {
    const redis = await privateRedis({ own: true });
    const write = new Redis(redis.url, { retryStrategy: null });
    write.on('error', () => {});
    await write.set('kept', 'yes');
    await redis.crash();
    await redis.restart();
    const read = new Redis(redis.url);
    expect(await read.get('kept')).toBe('yes');
    read.disconnect();
    await redis.close();
  });

  test('hangs without closing connections, and goes on', async () => {
    const redis = await privateRedis({ own: true });
    const client = new Redis(redis.url, { commandTimeout: 100 });
    await client.ping();
    redis.hang();
    await expect(client.ping()).rejects.toThrow(/timed out/);
    redis.resume();
    await waitFor(() => client.ping());
    client.disconnect();
    await redis.close();
  });

  test('a shared server is left clean, and only of our own keys', async () => {
    const shared = await privateRedis({ own: true });
    const before = process.env.REDIS_URL;
    process.env.REDIS_URL = shared.url;
    try {
      const [one, two] = [await privateRedis(), await privateRedis()];
      const client = new Redis(shared.url);
      await client.mset({ [`${one.prefix}:a`]: '1', [`${two.prefix}:a`]: '2' });
      await one.close();
      expect(await client.keys('*')).toEqual([`${two.prefix}:a`]);
      expect(() => two.crash()).toThrow(/shared/);
      client.disconnect();
    } finally {
      if (before === undefined) delete process.env.REDIS_URL;
      else process.env.REDIS_URL = before;
      await shared.close();
    }
  });
});

describe('listen', () => {
  test('serves on a free port and counts requests', async () => {
    const server = await listen((_request, response) => response.end('hello'));
    expect(await (await fetch(server.url)).text()).toBe('hello');
    expect(server.requests()).toBe(1);
    await server.close();
  });

  test('fails on close when a request was left unanswered', async () => {
    const server = await listen(() => {});
    const hanging = fetch(server.url).then(
      () => 'answered',
      () => 'cut off',
    );
    await waitFor(() => server.requests() === 1);
    await expect(server.close({ graceMs: 50 })).rejects.toThrow(/1 requests unanswered/);
    expect(await hanging).toBe('cut off');
  });
});

describe('signedWebhook', () => {
  test("gives incident.io's published signature for its published example", () => {
    const { headers } = signedWebhook('{"test": 2432232314}', testWebhookSecret, {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1614265330,
    });
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('is accepted by the Standard Webhooks library, with either secret of a rotation', () => {
    const other = `whsec_${Buffer.from('another secret of 24 byt').toString('base64')}`;
    const { headers, body } = signedWebhook(wireWebhooks.created(), [testWebhookSecret, other]);
    for (const secret of [testWebhookSecret, other]) expect(new Webhook(secret).verify(body, headers)).toBeTruthy();
  });
});

describe('waitFor', () => {
  test('gives the first truthy value and outlasts errors', async () => {
    let asked = 0;
    const value = await waitFor(() => {
      if (++asked < 3) throw new Error('not yet');
      return `after ${asked}`;
    });
    expect(value).toBe('after 3');
  });

  test('throws the last error, or says what did not come true', async () => {
    await expect(waitFor(() => existsSync('/nowhere'), { timeoutMs: 30, what: 'the file' })).rejects.toThrow(
      'the file did not come true within 30 ms',
    );
    await expect(waitFor(() => Promise.reject(new Error('still broken')), { timeoutMs: 30 })).rejects.toThrow(
      'still broken',
    );
  });
});
