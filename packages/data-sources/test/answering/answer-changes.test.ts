import { answerChanges, SkipQuestion } from '../../src/answering/index.ts';
import { aPlainQuestion } from '../plain-question.ts';

const source = { id: 'github', kind: 'github', now: () => 1_000 };
const history = { service: 'checkout', count: 3, spanMs: 60_000 };

describe('an answer about changes', () => {
  test('carries how often changes came before, also when none came in the window', async () => {
    const answer = await answerChanges(source, aPlainQuestion(), async () => ({ changes: [], history }));
    expect(answer).toMatchObject({ state: 'empty', items: [], history });
  });

  test('carries no history when nothing was asked', async () => {
    const answer = await answerChanges(source, aPlainQuestion(), async () => {
      throw new SkipQuestion('no repository is known');
    });
    expect(answer).toMatchObject({ state: 'skipped', history: null });
  });
});
