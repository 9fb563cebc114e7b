import type { Service, Window } from '@incidentfox/incident';
import { aService } from '@incidentfox/test-kit';
import { baselinesOf } from '../src/answering/index.ts';
import type { Caps, ChangesQuestion } from '../src/data-source.ts';
import { defaultCaps } from '../src/limits.ts';

/** 14:00 to 15:00 UTC of one day. */
export const plainWindow: Window = { from: Date.UTC(2026, 10, 16, 14, 0), to: Date.UTC(2026, 10, 16, 15, 0) };

/** A question about one service, with whatever a test needs to be different. */
export function aPlainQuestion(
  different: {
    service?: Partial<Service>;
    window?: Window;
    caps?: Partial<Caps>;
    signal?: AbortSignal;
    incident?: ChangesQuestion['incident'];
  } = {},
): ChangesQuestion {
  const window = different.window ?? plainWindow;
  return {
    service: aService({ aliases: [], dependsOn: [], ...different.service }),
    incident: different.incident ?? null,
    window,
    baselines: baselinesOf(window),
    history: { from: window.from - 7 * 24 * 3_600_000, to: window.to },
    caps: { ...defaultCaps, ...different.caps },
    signal: different.signal ?? new AbortController().signal,
  };
}
