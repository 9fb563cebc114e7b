/** What the weights are fitted on. Tests and tables use other seeds. */
export const fitSeeds = {
  random: { seed: 11, count: 1_140 },
  callTree: { seed: 11, count: 120 },
} as const;
/** What nothing was fitted on. */
export const heldOutSeed = 12;
