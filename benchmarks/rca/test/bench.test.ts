import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { diagnose } from '@incidentfox/analysis';
import { toObservations } from '../src/adapter/to-observations.ts';
import { toPrediction } from '../src/predict.ts';
import type { Prediction } from '../src/prediction.ts';
import { score } from '../src/scoring/score.ts';
import { randomSystem } from '../src/synthetic/random-system.ts';

const run = promisify(execFile);
const root = join(__dirname, '../../..');
const perSecond = { stepS: 1, beforeS: 600, afterS: 300, topology: false };

describe('the command line on a set it has never seen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rca-'));
  // One second a step, no call graph, no logs, no target, names of its own; the last one is healthy.
  const systems = [3, 5, 6].map((seed) => randomSystem(seed, perSecond));
  const cases = systems.map(({ loaded }) => loaded.record);
  let lines: Prediction[] = [];
  let again = '';
  let once = '';

  beforeAll(async () => {
    const text = cases.map((one) => JSON.stringify(one)).join('\n');
    writeFileSync(join(folder, 'unseen.jsonl.gz'), gzipSync(`${text}\n`));
    const command = ['--conditions=@incidentfox/source', '--import', 'tsx', 'benchmarks/rca/src/main.ts', folder];
    once = (await run('node', command, { cwd: root })).stdout;
    again = (await run('node', command, { cwd: root })).stdout;
    lines = once
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Prediction);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('prints one prediction a case, in order', () => {
    expect(lines.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
    for (const { confidence } of lines) expect(confidence).toBeLessThanOrEqual(0.95);
  });

  test('ranks the culprit first', () => {
    expect(lines[0]?.ranking[0]?.service).toBe(systems[0]?.truth?.service);
    expect(lines[1]?.ranking[0]?.service).toBe(systems[1]?.truth?.service);
  });

  test('accuses nobody when nothing is wrong', () => {
    expect(systems[2]?.truth).toBeNull();
    expect(lines[2]?.verdict).not.toBe('root_cause');
  });

  test('gives the same again, but for the time it took', () => {
    const timeless = (text: string) => text.replaceAll(/"took_ms":[\d.]+/g, '');
    expect(timeless(again)).toBe(timeless(once));
  });
});

describe.each([
  ['of which nobody knows who calls whom', perSecond],
  ['with a call graph and a target', { ...perSecond, topology: true }],
  ['seen every fifteen seconds', { stepS: 15, beforeS: 3_600, afterS: 600, topology: false }],
])('made-up systems %s', (_, known) => {
  const scored = score(
    Array.from({ length: 28 }, (__, seed) => {
      const { loaded, truth } = randomSystem(seed, known);
      const prediction = toPrediction(loaded.record.id, diagnose(toObservations(loaded)), 0);
      return { truth: { id: loaded.record.id, truth }, prediction };
    }),
  );

  test('nearly always get the right service named', () => {
    expect(scored.top1 / scored.culprits).toBeGreaterThanOrEqual(0.85);
    expect(scored.top3).toBe(scored.culprits);
  });

  test('are not accused when nothing is wrong', () => {
    expect(scored.healthy).toBe(4);
    expect(scored.falseAlarms).toBe(0);
  });
});
