/** One observation of a logistic regression: `x` without the constant, a fixed part of the log odds, and the outcome. */
export interface Row {
  x: readonly number[];
  offset: number;
  y: 0 | 1;
  /** What it counts for; default 1. */
  weight?: number;
}

const ITERATIONS = 60;

/** Newton's method with a ridge on all weights but the constant. Gives `[constant, ...weights]`. Deterministic. */
export function fitLogistic(rows: readonly Row[], ridge: number): number[] {
  const size = (rows[0]?.x.length ?? 0) + 1;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < ITERATIONS; round += 1) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : ridge * weight));
    const hessian = weights.map((_, i) => weights.map((__, j) => (i === j ? (i === 0 ? 1e-9 : ridge) : 0)));
    for (const row of rows) {
      const x = [1, ...row.x];
      const p = 1 / (1 + Math.exp(-dot(weights, x) - row.offset));
      const counts = row.weight ?? 1;
      for (let i = 0; i < size; i += 1) {
        gradient[i] = at(gradient, i) + counts * (p - row.y) * at(x, i);
        const line = hessian[i] ?? [];
        for (let j = 0; j < size; j += 1) line[j] = at(line, j) + counts * p * (1 - p) * at(x, i) * at(x, j);
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, i) => weight - at(step, i));
  }
  return weights;
}

const at = (list: readonly number[], i: number): number => list[i] ?? 0;
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * at(b, i), 0);

/** Gauss-Jordan elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, i) => [...line, at(right, i)]);
  const size = rows.length;
  for (let i = 0; i < size; i += 1) {
    let pivot = i;
    for (let k = i; k < size; k += 1)
      if (Math.abs(at(rows[k] ?? [], i)) > Math.abs(at(rows[pivot] ?? [], i))) pivot = k;
    const top = rows[pivot] ?? [];
    rows[pivot] = rows[i] ?? [];
    rows[i] = top;
    for (let k = 0; k < size; k += 1) {
      const line = rows[k] ?? [];
      if (k === i || at(top, i) === 0) continue;
      const factor = at(line, i) / at(top, i);
      rows[k] = line.map((value, j) => value - factor * at(top, j));
    }
  }
  return rows.map((line, i) => (at(line, i) === 0 ? 0 : at(line, size) / at(line, i)));
}
