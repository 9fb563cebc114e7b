import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings } from '@incidentfox/config';
import { createDataSources } from '@incidentfox/data-sources';
import { describeWithPrometheus } from '../../../../packages/data-sources/test/prometheus/backfilled-prometheus.ts';
import { alarmAt } from '../../../../packages/data-sources/test/questions.ts';
import { examine } from '../../src/doctor/examine.ts';
import { configurationFile, putAway } from '../doctor/stand-ins.ts';
import { runHere } from '../run-here.ts';
import { stacks } from './stacks.ts';

jest.setTimeout(120_000); // starts a Prometheus

const folder = join(__dirname, '../../../../examples');
const example = (name: string) => join(folder, `${name}.yaml`);
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const secrets = {
  INCIDENT_IO_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  INCIDENT_IO_API_KEY: 'the incident.io key',
  SLACK_BOT_TOKEN: 'xoxb-1234567890-abcdef',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
};
afterEach(putAway);

test('every example is tried, and the folder and docs/getting-started.md point to it', () => {
  expect(files.sort()).toEqual(stacks.map(({ name }) => `${name}.yaml`).sort());
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(files.filter((file) => !page.includes(`\`${file}\``))).toEqual([]);
  expect(readFileSync(join(folder, '../docs/getting-started.md'), 'utf8')).toContain('examples/');
});

test.each(files)('%s passes config:check without a warning', async (file) => {
  const { status, stderr } = await runHere(['config:check', '--without-secrets', join(folder, file)], {});
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describeWithPrometheus('the doctor', () => {
  test.each(stacks)('finds every capability of $name answering', async ({ name, open }) => {
    const { tools, env, vendors } = await open();
    try {
      const off = { incident_io: { enabled: false }, slack: { enabled: false } };
      const file = configurationFile({ extends: example(name), integrations: off, tools });
      const variables = { ...secrets, ...env, INCIDENTFOX_CONFIG: file };
      const findings = await examine({ env: variables, now: () => alarmAt });
      const own = findings.filter(({ subject }) => !['clock', 'Redis', 'apps'].includes(subject));
      expect(own.filter(({ state }) => state !== 'ok')).toEqual([]);

      const { teams } = await loadSettings({ file, env: variables });
      const sources = createDataSources(teams[0]?.tools ?? [], { now: () => alarmAt });
      const wanted = sources.flatMap(({ id, capabilities }) => [...capabilities].map((one) => `${id} ${one}`));
      const answered = wanted.filter((one) => {
        const [id, capability] = one.split(' ');
        return own.some(
          ({ subject, detail }) => subject === id && new RegExp(`(^|; )${capability}: .* of \\d+ service`).test(detail),
        );
      });
      expect(answered).toEqual(wanted);
      expect(vendors.flatMap(({ refused }) => refused ?? [])).toEqual([]);
    } finally {
      await Promise.all(vendors.map((vendor) => vendor.close()));
    }
  });
});
