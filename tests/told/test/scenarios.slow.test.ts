import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scenarios } from '../../../apps/simulator/src/scenarios/index.ts';
import type { ScenarioFaults } from './play-scenarios.ts';

let played: ScenarioFaults[] = [];

beforeAll(async () => {
  // In a process of its own: what it computes is many times slower inside Jest.
  const args = ['--conditions=@incidentfox/source', '--import', 'tsx', join(__dirname, 'play-scenarios.ts')];
  const options = { cwd: join(__dirname, '../../..'), timeout: 580_000, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  played = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as ScenarioFaults[];
}, 600_000);

describe.each(scenarios.map(({ name }) => [name]))('%s', (name) => {
  test('every sentence of the report is borne out by what was observed', () => {
    const one = played.find((each) => each.name === name);
    expect(one?.untrue).toEqual([]);
    expect(one?.claims).toBeGreaterThan(20);
  });

  test('its message says nothing twice, nothing that is out, and nothing out of order', () => {
    expect(played.find((each) => each.name === name)?.message).toEqual([]);
  });
});
