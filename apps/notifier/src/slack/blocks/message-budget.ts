/** How much of each section a message shows. Shortening goes by meaning: cause, confidence and first actions go last. */
export interface MessageBudget {
  readonly causes: number;
  readonly evidence: number;
  readonly actions: number;
  readonly timeline: number;
  readonly gaps: number;
  /** Characters of one sentence. */
  readonly sentence: number;
}

/** From the largest to the smallest. The first that fits one screen and Slack's limits is used. */
export const messageBudgets: readonly MessageBudget[] = [
  { causes: 4, evidence: 4, actions: 3, timeline: 6, gaps: 2, sentence: 320 },
  { causes: 3, evidence: 3, actions: 3, timeline: 5, gaps: 2, sentence: 240 },
  { causes: 3, evidence: 3, actions: 3, timeline: 4, gaps: 1, sentence: 180 },
  { causes: 3, evidence: 2, actions: 2, timeline: 3, gaps: 1, sentence: 150 },
  { causes: 2, evidence: 1, actions: 1, timeline: 0, gaps: 1, sentence: 120 },
];
