import { diagnose } from '@incidentfox/analysis';
import { type Size, syntheticSystem } from './synthetic/synthetic-system.ts';

const REPEATS = 21;
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

function timed(size: Size, repeats: number): number[] {
  const observations = syntheticSystem(size);
  const took = Array.from({ length: repeats }, () => {
    const start = process.hrtime.bigint();
    diagnose(observations);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return took.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
const row = (cells: readonly (string | number)[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);

timed(usual, 3);
const took = timed(usual, REPEATS);
process.stdout.write(
  `A case of ${usual.series} series of ${usual.points} points and ${usual.logLines} log lines, ${REPEATS} runs:\n`,
);
process.stdout.write(`median ${at(took, 0.5).toFixed(1)} ms, 95th percentile ${at(took, 0.95).toFixed(1)} ms\n\n`);
row(['series', 'log lines', 'ms', 'ratio to the first', 'n log n would be', 'peak memory MB']);
row(['---:', '---:', '---:', '---:', '---:', '---:']);
for (const size of growing) {
  const first = growing.find((one) => one.logLines > 0 === size.logLines > 0) ?? size;
  const ms = at(timed(size, 3), 0);
  const base = size === first ? ms : at(timed(first, 3), 0);
  const n = size.logLines > 0 ? size.logLines : size.series;
  const n0 = first.logLines > 0 ? first.logLines : first.series;
  const allowed = (n * Math.log(n)) / (n0 * Math.log(n0));
  const peak = process.resourceUsage().maxRSS / 1024;
  row([size.series, size.logLines, ms.toFixed(1), (ms / base).toFixed(1), allowed.toFixed(1), peak.toFixed(0)]);
}
