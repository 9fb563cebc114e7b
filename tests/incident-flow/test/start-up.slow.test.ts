import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from './processes.ts';

const apps = ['webhook-gateway', 'investigator-worker', 'notifier', 'operator-console'];

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
});
