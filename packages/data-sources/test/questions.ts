import type { Service } from '@incidentfox/incident';
import { aService } from '@incidentfox/test-kit';
import { baselinesOf } from '../src/answering/index.ts';
import type { ChangesQuestion } from '../src/data-source.ts';
import { defaultCaps } from '../src/limits.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The alarm of every test: 2026-11-23 14:36 UTC. */
export const alarmAt = Date.parse('2026-11-23T14:36:00Z');

/** ISO time so many minutes from the alarm. */
export const iso = (minutes: number): string =>
  new Date(alarmAt + minutes * minute).toISOString().replace('.000Z', 'Z');
/** Epoch ms so many minutes from the alarm. */
export const at = (minutes: number): number => alarmAt + minutes * minute;

/** A question about the checkout service: the hour before the alarm, changes of a week before. */
export function aQuestion(
  different: Partial<ChangesQuestion> & { vendorNames?: Service['vendorNames'] } = {},
): ChangesQuestion {
  const { vendorNames, ...rest } = different;
  const window = different.window ?? { from: alarmAt - hour, to: alarmAt + 10 * minute };
  return {
    service: aService(vendorNames === undefined ? {} : { vendorNames }),
    incident: null,
    window,
    baselines: baselinesOf(window),
    history: { from: alarmAt - 7 * day, to: window.from },
    caps: defaultCaps,
    signal: new AbortController().signal,
    ...rest,
  };
}
