/** What the weights are fitted on. Tests and tables use other seeds. */
export const fitSeeds = {
  random: { seed: 11, count: 1_140 },
  callTree: { seed: 11, count: 120 },
  /** What is not fitted on, and shows how far the weights can be believed. */
  calibration: { seed: 13, count: 950 },
} as const;
/** Random systems that nothing was fitted on: for tables and tests. */
export const heldOut = { seed: 12, count: 2_000 } as const;
/** Random systems for what each feature and each kind of telemetry is worth; nothing was fitted on them either. */
export const worthSeed = { seed: 15, count: 570 } as const;
