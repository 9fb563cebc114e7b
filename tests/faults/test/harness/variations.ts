/** Chance that is the same for the same seed. */
export interface Chance {
  /** A whole number of `from` up to and without `to`. */
  between(from: number, to: number): number;
  oneOf<T>(choices: readonly [T, ...T[]]): T;
}

export function chanceOf(seed: number): Chance {
  let state = (seed * 0x9e3779b9) >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from));
  return { between, oneOf: (choices) => choices[between(0, choices.length)] ?? choices[0] };
}

/**
 * The seeds of this run: a few by default, so that a suite stays short; `SEEDS=50` for all of them, `SEED=17` for one that
 * failed. A seed is one incident that meets the trouble at a stage of its own; those of one round meet it together.
 */
export function roundsOfSeeds(
  few: number,
  inRound: number,
  environment: Readonly<Record<string, string | undefined>> = given(),
): number[][] {
  const { SEED, SEEDS } = environment;
  const seeds = SEED ? [Number(SEED)] : Array.from({ length: Number(SEEDS ?? few) }, (_, at) => at + 1);
  return Array.from({ length: Math.ceil(seeds.length / inRound) }, (_, round) =>
    seeds.slice(round * inRound, (round + 1) * inRound),
  );
}

const given = (): NodeJS.ProcessEnv => process.env;
