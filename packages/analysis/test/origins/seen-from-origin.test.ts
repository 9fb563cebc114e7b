import type { Conviction, Suspect } from '../../src/hypotheses/conviction/conviction.ts';
import type { Origin } from '../../src/hypotheses/origins/origin.ts';
import { givenNaming, openChanges, seenFromOrigin } from '../../src/hypotheses/seen-from-origin.ts';

const origin = (more: Partial<Origin> = {}): Origin => ({ service: 'orders-db', place: null, ...more }) as Origin;
const suspect = (service: string | null, probability: number, more: Partial<Suspect> = {}): Suspect => ({
  scored: { change: { service } } as Suspect['scored'],
  probability,
  separating: [{ about: 'time', text: 'the trouble began with it', evidence: [] }],
  against: [],
  quote: null,
  ...more,
});
const conviction = (suspects: Suspect[]): Conviction => ({
  suspects,
  noChange: 1 - suspects.reduce((sum, { probability }) => sum + probability, 0),
  isSeparated: true,
});
const likeliest = (found: Conviction): number => found.suspects[0]?.probability ?? 0;

describe('a change as it looks from an origin', () => {
  test('of a caller of the origin hardly counts when only its time and place speak for it', () => {
    expect(likeliest(seenFromOrigin(conviction([suspect('web', 0.8)]), origin()))).toBeLessThan(0.2);
  });

  test('of a caller counts in full when its words, its diff or its undoing tie it to the trouble', () => {
    const words = { separating: [{ about: 'words' as const, text: 'it names what fails', evidence: [] }] };
    for (const tie of [words, { quote: 'pool size 50 -> 5' }])
      expect(likeliest(seenFromOrigin(conviction([suspect('web', 0.8, tie)]), origin()))).toBeCloseTo(0.8, 6);
  });

  test('of the origin itself, or of the whole environment, keeps most of its weight', () => {
    for (const service of ['orders-db', null])
      expect(likeliest(seenFromOrigin(conviction([suspect(service, 0.8)]), origin()))).toBeCloseTo(0.75, 2);
  });

  test('of who suffers most from an outside host is not one of the host', () => {
    const host = origin({ service: 'web', place: { kind: 'host', name: 'api.provider.example' } });
    expect(likeliest(seenFromOrigin(conviction([suspect('web', 0.8)]), host))).toBeLessThan(0.2);
  });

  test('comes after one of the origin that time speaks for less', () => {
    const found = seenFromOrigin(conviction([suspect('web', 0.6), suspect('orders-db', 0.3)]), origin());
    expect(found.suspects.map(({ scored }) => scored.change.service)).toEqual(['orders-db', 'web']);
    expect(found.noChange + found.suspects.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
  });
});

describe('naming a service without a change', () => {
  test('is doubted by changes elsewhere, and leaves its own open', () => {
    const tied = { quote: 'pool size 50 -> 5' };
    expect(givenNaming('orders-db', conviction([suspect('web', 0.4, tied)]), origin())).toBeCloseTo(0.6, 6);
    expect(givenNaming('orders-db', conviction([suspect('orders-db', 0.4)]), origin())).toBeCloseTo(1, 6);
    expect(openChanges(conviction([suspect('orders-db', 0.4), suspect('web', 0.3)]), origin())).toBeCloseTo(0.4, 6);
    expect(givenNaming('web', conviction([suspect('web', 0.4, tied)]), origin())).toBeCloseTo(0.4, 6);
  });
});
