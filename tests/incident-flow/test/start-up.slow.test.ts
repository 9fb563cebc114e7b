import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { investigateIncident, queues } from '@incidentfox/jobs';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import { listen, privateRedis } from '@incidentfox/test-kit';
import { startApp } from './system/processes.ts';
import { portOf, webhookSecret } from './system/system.ts';

const apps = Object.keys(portOf);

describe('an app that is set up wrongly', () => {
  test.each(apps)(
    '%s lists what is missing in its environment and exits with 1',
    async (name) => {
      const app = startApp(name, { LOG_LEVEL: 'info' });
      expect(await app.exited).toBe(1);
      expect(app.output()).toMatch(/REDIS_URL must name the Redis/);
      expect(app.output()).toMatch(/INCIDENTFOX_CONFIG must name the configuration file/);
    },
    30_000,
  );

  test.each(apps.filter((name) => name !== 'operator-console'))(
    '%s lists every fault of its configuration at once',
    async (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'start-up-'));
      const file = join(folder, 'incidentfox.json');
      writeFileSync(
        file,
        JSON.stringify({
          integrations: {
            incident_io: {
              webhook_secret: 'env:NOT_SET',
              api_key: 'inc_x',
              severity_treshold: 'high',
              post_to_channel: 'yes',
            },
          },
        }),
      );
      const app = startApp(name, { INCIDENTFOX_CONFIG: file, REDIS_URL: 'redis://127.0.0.1:1' });
      expect(await app.exited).toBe(1);
      expect(app.output()).toMatch(/severity_treshold.*severity_threshold/);
      expect(app.output()).toMatch(/post_to_channel/);
      expect(app.output()).toMatch(/NOT_SET/);
      rmSync(folder, { recursive: true, force: true });
    },
    30_000,
  );

  test.each(apps)(
    '%s says that its port is taken and exits with 1',
    async (name) => {
      const redis = await privateRedis();
      const other = await listen((_request, response) => response.end());
      const folder = mkdtempSync(join(tmpdir(), 'start-up-'));
      const file = join(folder, 'incidentfox.json');
      const incident_io = { webhook_secret: 'env:WEBHOOK_SECRET', api_key: 'env:API_KEY', api_url: other.url };
      writeFileSync(file, JSON.stringify({ integrations: { incident_io, slack: { enabled: false } } }));
      const app = startApp(name, {
        INCIDENTFOX_CONFIG: file,
        REDIS_URL: redis.url,
        QUEUE_PREFIX: redis.prefix,
        WEBHOOK_SECRET: webhookSecret,
        API_KEY: 'inc_x',
        [portOf[name] ?? '']: String(other.port),
      });
      expect(await app.exited).toBe(1);
      expect(app.output()).toContain(`port ${other.port} of 127.0.0.1 is taken`);
      await other.close();
      await redis.close();
      rmSync(folder, { recursive: true, force: true });
    },
    30_000,
  );

  test('a worker whose port is taken has taken no job: its exit would count as a crash for each', async () => {
    const redis = await privateRedis();
    const producer = await connectProducer({ redisUrl: redis.url, prefix: redis.prefix });
    const request = { team: 'default', incidentId: '01KB', key: 'early', receivedAt: 0 };
    await producer.add(investigateIncident, { ...request, trigger: { kind: 'webhook' } });
    const silent = await listen(() => {});
    const folder = mkdtempSync(join(tmpdir(), 'start-up-'));
    const file = join(folder, 'incidentfox.json');
    const incident_io = { webhook_secret: 'env:WEBHOOK_SECRET', api_key: 'env:API_KEY', api_url: silent.url };
    writeFileSync(file, JSON.stringify({ integrations: { incident_io, slack: { enabled: false } } }));
    const app = startApp('investigator-worker', {
      INCIDENTFOX_CONFIG: file,
      REDIS_URL: redis.url,
      QUEUE_PREFIX: redis.prefix,
      WEBHOOK_SECRET: webhookSecret,
      API_KEY: 'inc_x',
      INVESTIGATOR_WORKER_PORT: String(silent.port),
    });
    expect(await app.exited).toBe(1);
    expect(await producer.counts(queues.investigations)).toMatchObject({ active: 0 });
    await producer.close();
    await silent.close();
    await redis.close();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);
});
