import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
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
      'engine-hypotheses-look-back',
      'engine-readers-look-back',
      'engine-report-looks-back',
      'engine-scene-looks-back',
      'engine-verdict-looks-back',
      'investigation-knows-no-trigger',
      'ioredis-stays-home',
      'no-cycles',
      'only-what-exports-names',
      'packages-know-no-app',
      'parser-at-the-edge',
      'pure-packages',
      'slack-stays-home',
      'stages-look-back',
      'stages-look-back-2',
      'timeline-knows-no-slack',
      'truth-knows-no-engine',
    ]);
  }, 60_000);

  test('every folder of the engine belongs to a stage', () => {
    const { forbidden } = require(join(root, '.dependency-cruiser.cjs')) as {
      forbidden: { name: string; from: { path?: string } }[];
    };
    const stages = forbidden.filter(({ name }) => name.startsWith('engine-'));
    const source = 'packages/analysis/src';
    const folders = readdirSync(join(root, source), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const outside = folders.filter(
      ({ name }) => !stages.some(({ from }) => new RegExp(from.path ?? '').test(`${source}/${name}/`)),
    );
    expect(outside.map(({ name }) => name)).toEqual([]);
  });
});
