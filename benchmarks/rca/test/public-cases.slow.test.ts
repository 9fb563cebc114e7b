import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { HarderFigures } from '../src/report/harder-figures.ts';
import type { Score } from '../src/scoring/score.ts';

const run = promisify(execFile);
const root = join(__dirname, '../../..');
const folder = process.env.RCA_CASES ?? join(root, '../shared/benchmarks/rca/dev');
const there = existsSync(folder);
if (!there)
  console.warn(`The public cases are not at ${folder}: the figures of docs/accuracy.md are not checked here.`);

interface Figures {
  all: Score;
  sets: Record<string, Score>;
  harder: HarderFigures[];
}

/** What the engine holds today; docs/accuracy.md names the goals, .05 each. Train Ticket loses three of 26 when its alarm comes five minutes early. */
const maxShyness = 0.17;
const maxLostByAlarm = 0.12;
/** Means of two dozen cases move by so much when one case is named differently. */
const roundingOfMeans = 0.02;

const share = (part: number, all: number) => part / Math.max(1, all);

(there ? describe : describe.skip)('the public cases', () => {
  let figures: Figures;
  beforeAll(async () => {
    const command = ['--conditions=@incidentfox/source', '--import', 'tsx', 'benchmarks/rca/src/figures.ts', folder];
    figures = JSON.parse((await run('node', command, { cwd: root, maxBuffer: 1e7 })).stdout) as Figures;
  }, 600_000);

  test.each([
    ['petshop', 0.75, 0.94],
    ['nezha-onlineboutique', 0.8, 0.92],
    ['nezha-trainticket', 0.7, 0.85],
  ])('%s: the culprit is first at least %d of the time, among the first three %d', (set, first, three) => {
    const scored = figures.sets[set];
    expect(share(scored?.top1 ?? 0, scored?.culprits ?? 0)).toBeGreaterThanOrEqual(first);
    expect(share(scored?.top3 ?? 0, scored?.culprits ?? 0)).toBeGreaterThanOrEqual(three);
  });

  test('a confidence that has not seen the case means what it says', () => {
    const { all } = figures;
    expect(share(all.falseAlarms, all.healthy)).toBeLessThanOrEqual(0.05);
    expect(share(all.committedRight, all.committed + all.falseAlarms)).toBeGreaterThanOrEqual(0.85);
    // The goal is .05. What is missing is shyness: answers between .6 and .9 are right more often than they say.
    expect(all.calibrationError).toBeLessThanOrEqual(maxShyness);
    expect(all.brier).toBeLessThanOrEqual(0.15);
  });

  test('an alarm that is late or early costs few answers', () => {
    const moved = figures.harder.filter(({ ablation }) => ablation.startsWith('alarm'));
    expect(moved).toHaveLength(9);
    const lost = moved.map(({ asRecorded, harder, faults, ...which }) => ({
      ...which,
      lost: share(asRecorded.right - harder.right, faults),
    }));
    expect(lost.filter((one) => one.lost > maxLostByAlarm)).toEqual([]);
  });

  test('whatever is taken away, the confidence does not rise', () => {
    const reduced = figures.harder.filter(({ ablation }) => ablation.startsWith('no '));
    expect(reduced.length).toBeGreaterThan(12);
    expect(
      reduced.filter(({ asRecorded, harder }) => harder.confidence > asRecorded.confidence + roundingOfMeans),
    ).toEqual([]);
  });
});
