import { diagnose } from '@incidentfox/analysis';
import { type Size, syntheticSystem } from './synthetic/synthetic-system.ts';

const REPEATS = 21;
const DIFFS = 40;
const usual: Size = { series: 500, points: 50, logLines: 20_000 };
const growing: readonly Size[] = [
  { series: 500, points: 50, logLines: 0 },
  { series: 1_000, points: 50, logLines: 0 },
  { series: 2_500, points: 50, logLines: 0 },
  { series: 5_000, points: 50, logLines: 0 },
  { series: 500, points: 50, logLines: 20_000 },
  { series: 500, points: 50, logLines: 100_000 },
  { series: 500, points: 50, logLines: 300_000 },
  { series: 500, points: 50, logLines: 1_000_000 },
];

interface Timed {
  /** Wall times in ms, ascending. */
  took: number[];
  /** CPU time of one run in ms, collecting of garbage included. */
  cpu: number;
}

function timed(size: Size, repeats: number): Timed {
  const observations = syntheticSystem(size);
  const before = process.cpuUsage();
  const took = Array.from({ length: repeats }, () => {
    const start = process.hrtime.bigint();
    diagnose(observations);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  const { user, system } = process.cpuUsage(before);
  return { took: took.sort((a, b) => a - b), cpu: (user + system) / 1e3 / repeats };
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
const row = (cells: readonly (string | number)[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);

const lines = usual.logLines;
process.stdout.write(
  `${usual.points} points a series, ${lines} log lines, ${DIFFS} diffs or none, ${REPEATS} runs each:\n`,
);
row(['series', 'diffs', 'median ms', '95th percentile ms', 'CPU ms a run', 'n log n would be']);
row(['---:', '---:', '---:', '---:', '---:', '---:']);
let smallest: number | null = null;
for (const series of [250, 500, 1_000])
  for (const diffs of [0, DIFFS]) {
    const size = { ...usual, series, diffs };
    timed(size, 5);
    const { took, cpu } = timed(size, REPEATS);
    if (diffs > 0) smallest ??= cpu;
    const growth = (series * Math.log(series)) / (250 * Math.log(250));
    const allowed = diffs > 0 && smallest !== null ? (smallest * growth).toFixed(1) : '';
    row([series, diffs, at(took, 0.5).toFixed(1), at(took, 0.95).toFixed(1), cpu.toFixed(1), allowed]);
  }
process.stdout.write('\n');
row(['series', 'log lines', 'ms', 'ratio to the first', 'n log n would be', 'peak memory MB']);
row(['---:', '---:', '---:', '---:', '---:', '---:']);
for (const size of growing) {
  const first = growing.find((one) => one.logLines > 0 === size.logLines > 0) ?? size;
  const ms = at(timed(size, 3).took, 0);
  const base = size === first ? ms : at(timed(first, 3).took, 0);
  const n = size.logLines > 0 ? size.logLines : size.series;
  const n0 = first.logLines > 0 ? first.logLines : first.series;
  const allowed = (n * Math.log(n)) / (n0 * Math.log(n0));
  const peak = process.resourceUsage().maxRSS / 1024;
  row([size.series, size.logLines, ms.toFixed(1), (ms / base).toFixed(1), allowed.toFixed(1), peak.toFixed(0)]);
}
