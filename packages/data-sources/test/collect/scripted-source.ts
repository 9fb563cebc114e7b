import type { Capability } from '@incidentfox/incident';
import type { Ask, DataSource } from '../../src/data-source.ts';
import { type Asking, answerWith } from '../../src/execution/index.ts';

/** A source whose answers the test writes. */
export function scriptedSource(
  id: string,
  answers: Partial<Record<Capability, (ask: Ask, asking: Asking) => Promise<readonly unknown[]>>>,
  kind = id,
): DataSource {
  const source = { id, kind, now: Date.now };
  const methods = Object.entries(answers).map(([capability, answer]) => [
    capability,
    async (ask: Ask) => {
      const given = await answerWith(source, ask, (asking) => answer(ask, asking));
      return capability === 'changes'
        ? { ...given, history: { service: ask.service.name, count: 2, spanMs: 1000 } }
        : given;
    },
  ]);
  return {
    id,
    kind,
    capabilities: new Set(Object.keys(answers) as Capability[]),
    check: async () => [],
    ...Object.fromEntries(methods),
  } as DataSource;
}

/** An answer after some time, or at once when the question is given up. */
export const after =
  <T>(ms: number, items: readonly T[]) =>
  (_ask: Ask, { signal }: Asking): Promise<readonly T[]> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(items), ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
