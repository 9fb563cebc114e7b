/** `87%`; what is not a probability counts as 0. */
export function percent(probability: number): string {
  return `${Math.round(Math.min(1, Math.max(0, Number.isFinite(probability) ? probability : 0)) * 100)}%`;
}
