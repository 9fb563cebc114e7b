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

/** From the largest to the smallest: whole sentences go before any is cut in two. The first that fits one screen and Slack's limits is used. */
export const messageBudgets: readonly MessageBudget[] = [
  { causes: 3, evidence: 3, actions: 2, timeline: 4, gaps: 1, sentence: 240 },
  { causes: 3, evidence: 3, actions: 2, timeline: 3, gaps: 1, sentence: 180 },
  { causes: 3, evidence: 2, actions: 2, timeline: 3, gaps: 1, sentence: 180 },
  { causes: 3, evidence: 2, actions: 2, timeline: 2, gaps: 1, sentence: 180 },
  { causes: 3, evidence: 1, actions: 2, timeline: 2, gaps: 1, sentence: 180 },
  { causes: 2, evidence: 1, actions: 2, timeline: 2, gaps: 1, sentence: 180 },
  { causes: 2, evidence: 1, actions: 1, timeline: 2, gaps: 1, sentence: 180 },
  { causes: 2, evidence: 1, actions: 1, timeline: 0, gaps: 1, sentence: 180 },
  { causes: 2, evidence: 1, actions: 1, timeline: 0, gaps: 1, sentence: 110 },
  { causes: 2, evidence: 1, actions: 1, timeline: 0, gaps: 1, sentence: 70 },
];

/** The third action and those after it are in the thread. */
export const maxActionsInRoot = 2;

/** So few events a message that shows a timeline always shows; more of them are in the thread. */
export const minTimeline = 2;
