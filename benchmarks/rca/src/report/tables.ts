import type { Score } from '../scoring/score.ts';
import { wilson } from '../scoring/wilson.ts';

const share = (hits: number, total: number) => (total === 0 ? '' : (hits / total).toFixed(3));

/** A share with its Wilson 95 % interval. */
export function withInterval(hits: number, total: number): string {
  if (total === 0) return '';
  const { low, high } = wilson(hits, total);
  return `${share(hits, total)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

export function accuracyTable(sets: readonly { name: string; score: Score }[]): string {
  return table(
    ['set', 'faults', 'top-1', 'top-3', 'top-5'],
    sets.map(({ name, score }) => [
      name,
      String(score.culprits),
      withInterval(score.top1, score.culprits),
      withInterval(score.top3, score.culprits),
      withInterval(score.top5, score.culprits),
    ]),
  );
}

export function verdictTable(sets: readonly { name: string; score: Score; idealError: number }[]): string {
  return table(
    [
      'set',
      'healthy cases',
      'false alarms',
      'names a cause',
      'right when it does',
      'Brier',
      'calibration error',
      'ideal',
    ],
    sets.map(({ name, score, idealError }) => {
      const named = score.committed + score.falseAlarms;
      return [
        name,
        String(score.healthy),
        withInterval(score.falseAlarms, score.healthy),
        share(score.committed, score.culprits),
        withInterval(score.committedRight, named),
        score.brier.toFixed(3),
        score.calibrationError.toFixed(3),
        idealError.toFixed(3),
      ];
    }),
  );
}

export function kindTable(sets: readonly { name: string; score: Score }[]): string {
  const rows = sets.flatMap(({ name, score }) =>
    [...score.byKind].map(([kind, { right, total }]) => [name, kind, `${right}/${total}`, withInterval(right, total)]),
  );
  return table(['set', 'fault', 'right first', 'top-1'], rows);
}
