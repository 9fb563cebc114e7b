import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, privateRedis } from '@incidentfox/test-kit';
import { startApp } from './processes.ts';
import { portOf, webhookSecret } from './system.ts';

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
});
