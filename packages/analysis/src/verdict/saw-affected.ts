import type { SignalFamily } from '../ranking/signal-families.ts';
import { familyOfSignal } from '../ranking/signal-families.ts';
import type { Scene } from '../scene/scene.ts';

/** Signals that show whether those who use a service are served. */
const shows: ReadonlySet<SignalFamily> = new Set(['latency', 'errors']);

/**
 * Whether the signal that raised the alarm was measured, or, where that is not known, one that would show that each affected service fails
 * or is slow: its latency, its failures, the age of its queue, or its error lines. Without it nothing can be called healthy.
 */
export function sawWhatIsAffected({ observations: { target, affected, logs }, shifts }: Scene): boolean {
  const sees = (service: string, isWanted: (signal: string) => boolean) =>
    shifts.some(({ series }) => series.service === service && series.side !== 'client' && isWanted(series.signal));
  if (target !== undefined) {
    const family = familyOfSignal(target.signal);
    return sees(target.service, (signal) => familyOfSignal(signal) === family);
  }
  const isTelling = (signal: string) => shows.has(familyOfSignal(signal)) || signal.startsWith('queue_');
  return affected.every(
    (service) => sees(service, isTelling) || (shifts.length === 0 && logs.some((one) => one.service === service)),
  );
}
