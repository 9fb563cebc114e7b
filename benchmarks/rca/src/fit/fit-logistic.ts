/** Features of one claim, whether it came true, and what it counts for. */
export interface LogisticRow {
  features: readonly number[];
  right: boolean;
  weight: number;
}

const MAX_ROUNDS = 100;
const TOLERANCE = 1e-9;
/** So that nothing is made of a handful of claims; the first two features, a constant and the claim itself, are free. */
const RIDGE = 0.5;
const FREE = 2;

/** Logistic regression: the weights under which the outcomes are likeliest, by Newton's steps. Deterministic. */
export function fitLogistic(observed: readonly LogisticRow[]): number[] {
  const size = observed[0]?.features.length ?? 0;
  if (size === 0) return [];
  const weights = Array.from({ length: size }, (_, i): number => (i === 1 ? 1 : 0));
  const ridge = weights.map((_, i): number => (i < FREE ? 1e-6 : RIDGE));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const gradient = weights.map((weight, i) => (ridge[i] ?? 0) * weight);
    const curve = ridge.map((one, i) => weights.map((_, k) => (i === k ? one : 0)));
    for (const { features, right, weight } of observed) {
      const sum = features.reduce((total, one, i) => total + one * (weights[i] ?? 0), 0);
      const believed = 1 / (1 + Math.exp(-sum));
      for (const [i, one] of features.entries()) {
        if (one === 0) continue;
        gradient[i] = (gradient[i] ?? 0) + weight * (believed - Number(right)) * one;
        const row = curve[i] ?? [];
        for (const [k, other] of features.entries())
          row[k] = (row[k] ?? 0) + weight * believed * (1 - believed) * one * other;
      }
    }
    const step = solve(curve, gradient);
    for (const [i, one] of step.entries()) weights[i] = (weights[i] ?? 0) - one;
    if (step.reduce((sum, one) => sum + Math.abs(one), 0) < TOLERANCE) break;
  }
  return weights.map((weight) => Math.round(weight * 100) / 100);
}

/** The x of `matrix` x = `vector`, for a positive definite matrix, by elimination. Changes both. */
function solve(matrix: number[][], vector: number[]): number[] {
  const size = vector.length;
  for (let i = 0; i < size; i += 1) {
    const pivot = matrix[i] ?? [];
    for (let k = i + 1; k < size; k += 1) {
      const row = matrix[k] ?? [];
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let j = i; j < size; j += 1) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
      vector[k] = (vector[k] ?? 0) - factor * (vector[i] ?? 0);
    }
  }
  const found = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i -= 1) {
    const row = matrix[i] ?? [];
    const known = found.reduce((sum, one, k) => (k > i ? sum + one * (row[k] ?? 0) : sum), 0);
    found[i] = ((vector[i] ?? 0) - known) / (row[i] ?? 1);
  }
  return found;
}
