import type { Change, ChangeHistory } from '@incidentfox/incident';
import { dayMs, defaultRarity, suspicionMs } from './thresholds.ts';

/**
 * How unlikely a change near the onset is by chance alone, 0..1, from the service's own rate of change: forty deploys a day
 * put one into almost every hour, so that one more says nothing.
 */
export function rarityOf(
  change: Change,
  all: readonly Change[],
  histories: readonly ChangeHistory[],
): { rarity: number; perDay: number | null } {
  const history = histories.find(({ service }) => service === change.service);
  if (history !== undefined && history.spanMs > 0) {
    const perMs = history.count / history.spanMs;
    return { rarity: Math.exp(-perMs * suspicionMs), perDay: Math.round(perMs * dayMs * 10) / 10 };
  }
  const others = all.filter((other) => other !== change && other.service === change.service);
  if (others.length < 2) return { rarity: defaultRarity, perDay: null };
  const times = [...others, change].map((other) => other.startedAt);
  const span = Math.max(suspicionMs, Math.max(...times) - Math.min(...times));
  return { rarity: Math.exp((-others.length / span) * suspicionMs), perDay: null };
}
