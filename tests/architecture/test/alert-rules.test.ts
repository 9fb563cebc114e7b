import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianBinary } from '@incidentfox/test-kit';

const root = join(__dirname, '../../..');
const monitoring = join(root, 'deploy/monitoring');
const promtool = debianBinary('promtool', 'prometheus');
const withPromtool = promtool === null ? test.skip : test;

jest.setTimeout(60_000); // Debian's package may have to be installed

withPromtool('the alert rules are valid, fire when they should and keep quiet beside it', () => {
  const run = (...args: string[]) => execFileSync(promtool ?? '', args, { cwd: monitoring, encoding: 'utf8' });
  expect(run('check', 'rules', 'alerts.yml')).toContain('SUCCESS');
  expect(run('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
});

test('every alert has a test and a runbook that exists', () => {
  const rules = readFileSync(join(monitoring, 'alerts.yml'), 'utf8');
  const tests = readFileSync(join(monitoring, 'alerts.test.yml'), 'utf8');
  const headings = [...readFileSync(join(root, 'docs/runbooks.md'), 'utf8').matchAll(/^## (.+)$/gm)].map(([, title]) =>
    title?.toLowerCase().replaceAll(' ', '-'),
  );
  const alerts = [...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => name);
  const runbooks = [...rules.matchAll(/runbook_url: docs\/runbooks\.md#(\S+)/g)].map(([, anchor]) => anchor);
  expect(runbooks).toHaveLength(alerts.length);
  expect(headings.sort()).toEqual([...runbooks].sort());
  for (const name of alerts) expect(tests).toContain(`alertname: ${name}`);
});
