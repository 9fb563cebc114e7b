/** A source of numbers in [0, 1) that always starts the same for the same words. */
export type Random = () => number;

/** A 32-bit hash of any words and numbers (FNV-1a). */
export function hashOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('\u0001')) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

export function seeded(...parts: readonly (string | number)[]): Random {
  let state = hashOf(...parts);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return scramble(state);
  };
}

/** The same number in [0, 1) for the same seed and index, without walking through the indices before it. */
export function noiseAt(seed: number, index: number): number {
  return scramble((seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0);
}

/** How many events really happened when `expected` were to be expected. `u` and `v` are in [0, 1). */
export function poisson(expected: number, u: number, v: number): number {
  if (expected <= 0) return 0;
  if (expected > 25) {
    const gaussian = Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
    return Math.max(0, Math.round(expected + Math.sqrt(expected) * gaussian));
  }
  let count = 0;
  let probability = Math.exp(-expected);
  let sum = probability;
  while (u > sum && count < 200) {
    count += 1;
    probability *= expected / count;
    sum += probability;
  }
  return count;
}

export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

/** Letters and digits as Kubernetes, Git and others make them. */
export function token(random: Random, length: number, alphabet = 'bcdfghjklmnpqrstvwxz2456789'): string {
  let text = '';
  while (text.length < length) text += alphabet[Math.floor(random() * alphabet.length)];
  return text;
}

function scramble(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
