import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A seed that no table of docs/accuracy.md uses. */
const seed = 81;

test('over hundreds of systems and the own change cases no message repeats, contradicts or misorders what it says', async () => {
  const script = join(__dirname, 'message/random-messages.ts');
  // In a process of its own: what it computes is many times slower inside Jest.
  const args = ['--conditions=@incidentfox/source', '--import', 'tsx', script, String(seed), '400'];
  const options = { cwd: join(__dirname, '../../..'), timeout: 280_000, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  const { reports, faults } = JSON.parse(stdout) as { reports: number; faults: string[] };
  expect(faults).toEqual([]);
  expect(reports).toBeGreaterThan(500);
}, 300_000);
