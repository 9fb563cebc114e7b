import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** The rules that a tree breaks, by name. */
function brokenIn(folder: string, ...roots: string[]): string[] {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [tool, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...roots];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 256e6 });
  const report = JSON.parse(run.stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map((violation) => violation.rule.name))].sort();
}

/** A fence that never refuses looks like a tidy tree: the fixture breaks the rules on purpose. */
describe('the import arrows', () => {
  test('bite: each planted breach is found', () => {
    const broken = brokenIn(join(__dirname, '../fixture'), 'packages', 'apps');
    expect(broken).toEqual([
      'apps-stand-alone',
      'bullmq-stays-home',
      'ioredis-stays-home',
      'no-cycles',
      'packages-know-no-app',
      'pure-packages',
      'slack-stays-home',
    ]);
  }, 60_000);
});
