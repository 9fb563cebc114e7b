import type { RecordedQuestion } from '@incidentfox/incident';
import { changesLookedAt } from '../../src/slack/requests/changes-looked-at.ts';

const asked = (service: string, state: RecordedQuestion['state'], why?: string, items = 0): RecordedQuestion => ({
  id: 'q1',
  source: 'github',
  kind: 'github',
  capability: 'changes',
  service,
  round: 1,
  window: { from: 0, to: 1 },
  state,
  items,
  warnings: [],
  ...(why === undefined ? {} : { failure: { kind: 'config', message: why } }),
  query: '',
  askedAt: 0,
  tookMs: 0,
  requests: 0,
  bytes: 0,
});
const told = (...questions: RecordedQuestion[]) => changesLookedAt({ questions });

describe('where changes were looked for', () => {
  test('every place answered', () => {
    expect(told(asked('checkout', 'empty'), asked('search', 'ok', undefined, 2))).toBe(
      '2 questions about changes were asked.',
    );
  });

  test('a service of which no source could tell is named, with the reason', () => {
    expect(told(asked('checkout', 'skipped', 'no repository is known'), asked('search', 'empty'))).toBe(
      'Whether checkout changed is not known: no repository is known.',
    );
  });

  test('where one source cannot tell and another can, it is known', () => {
    expect(told(asked('checkout', 'skipped', 'no repository is known'), asked('checkout', 'empty'))).toBe(
      '2 questions about changes were asked.',
    );
  });

  test('a part of an answer that found nothing does not say that nothing changed', () => {
    expect(told(asked('checkout', 'partial', 'found in a, b, and nothing decides'))).toContain(
      'is not known: found in',
    );
    expect(told(asked('checkout', 'partial', 'one list is missing', 1))).toBe(
      '1 question about changes was answered only in part.',
    );
  });
});
