import { bottomEvidence } from '../../src/hypotheses/origins/bottom-evidence.ts';
import type { Symptom } from '../../src/scene/symptom.ts';

const sign = (what: Symptom['what'], strength = 1): Symptom => ({ what, strength }) as Symptom;
const none = { slowStore: 0, slowStoreUncharted: 0, shortStore: 0, shortUncharted: 0 };

describe('what nothing below a service could have done', () => {
  test('that a store is slow, the more so where nobody knows who calls whom', () => {
    const store = { service: 'orders-db', own: [], calls: [sign('latency', 0.8)] };
    expect(bottomEvidence(store, false)).toEqual({ ...none, slowStore: 0.8 });
    expect(bottomEvidence(store, true)).toEqual({ ...none, slowStore: 0.8, slowStoreUncharted: 0.8 });
  });

  test('that a store runs short without being slow', () => {
    expect(bottomEvidence({ service: 'orders-db', own: [sign('cpu')], calls: [] }, false).shortStore).toBe(1);
  });

  test('that memory or a disk fills or a process starts anew, but not that CPU is busy or a pool is full', () => {
    const of = (what: Symptom['what']) => bottomEvidence({ service: 'orders', own: [sign(what)], calls: [] }, true);
    for (const what of ['memory', 'disk', 'restarts'] as const) expect(of(what).shortUncharted).toBe(1);
    for (const what of ['cpu', 'saturation'] as const) expect(of(what).shortUncharted).toBe(0);
  });

  test('nothing of a service that is slow: its callees may be', () => {
    expect(bottomEvidence({ service: 'orders', own: [], calls: [sign('latency')] }, true)).toEqual(none);
  });
});
