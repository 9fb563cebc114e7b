import type { Gap } from '@incidentfox/incident';

/** Questions that failed for the same reason, as one: forty of them say no more than one. Untrusted text. */
export interface GapGroup {
  readonly why: string;
  readonly what: readonly string[];
}

export function gapGroups(gaps: readonly Gap[]): GapGroup[] {
  const groups = new Map<string, string[]>();
  for (const { what, why } of gaps) groups.set(why, [...(groups.get(why) ?? []), what]);
  return [...groups].map(([why, what]) => ({ why, what }));
}

/** `Loki logs of checkout-service and 8 more (connection refused)`; outsiders learn what, not why: reasons name inner hosts. */
export function gapText({ what, why }: GapGroup, isExternallyShared: boolean): string {
  const more = what.length > 1 ? ` and ${what.length - 1} more` : '';
  return `${what[0] ?? ''}${more}${isExternallyShared ? '' : ` (${why})`}`;
}
