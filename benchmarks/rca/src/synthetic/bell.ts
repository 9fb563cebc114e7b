/** The sum of uniform numbers: close to a normal distribution with a spread of 1. */
export function bell(next: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += next();
  return sum;
}
