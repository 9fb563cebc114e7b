import type { Answer, Capability } from '@incidentfox/incident';
import { aService } from '@incidentfox/test-kit';
import { toGaps } from '../../src/collect/to-gaps.ts';
import type { CollectedAnswer } from '../../src/index.ts';
import { plainWindow } from '../plain-question.ts';

const provenance = { source: 'x', kind: 'x', query: 'q', askedAt: 0, tookMs: 1, requests: 1, bytes: 1 };
const noName = { kind: 'config' as const, message: 'no such name' };
const notFound = { kind: 'not_found' as const, http: 404, message: 'Not Found' };
const away = { kind: 'network' as const, message: 'connection refused' };

function answered(
  [kind, capability, service]: [string, Capability, string | null],
  different: Partial<Answer<never>> = {},
  round = 1,
): CollectedAnswer {
  const answer = { state: 'empty', items: [], warnings: [], provenance, ...different };
  return {
    capability,
    question: { source: kind, kind, service, window: plainWindow, round },
    answer,
  } as unknown as CollectedAnswer;
}
const services = ['checkout', 'orders-db', 'redis-cart'].map((name) => aService({ name, aliases: [] }));
const gapsOf = (...answers: CollectedAnswer[]) =>
  toGaps(answers, { affected: ['checkout'], services }).map(({ what }) => what);

describe('what was never to be had is no gap', () => {
  test('a store without a repository, logs of a cache nobody ships', () => {
    expect(
      gapsOf(
        answered(['github', 'changes', 'orders-db'], { state: 'failed', failure: notFound }),
        answered(['loki', 'logs', 'redis-cart'], { state: 'skipped', failure: noName }),
      ),
    ).toEqual([]);
  });
  test('a source that does not have it where another has', () => {
    expect(
      gapsOf(
        answered(['argo_cd', 'changes', 'checkout'], { state: 'skipped', failure: noName }),
        answered(['github', 'changes', 'checkout']),
      ),
    ).toEqual([]);
  });
  test('a sweep of all services that failed', () =>
    expect(gapsOf(answered(['prometheus', 'metrics', null], { state: 'failed', failure: away }))).toEqual([]));
  test('what was answered when it was asked again', () => {
    expect(
      gapsOf(
        answered(['prometheus', 'metrics', 'checkout'], { state: 'failed', failure: away }),
        answered(['prometheus', 'metrics', 'checkout'], {}, 3),
      ),
    ).toEqual([]);
  });
});

describe('what is missing is told', () => {
  test("a store that could be asked and was away, the numbers of one that nobody has, and one's own without a repository", () => {
    expect(
      gapsOf(
        answered(['loki', 'logs', 'orders-db'], { state: 'failed', failure: away }),
        answered(['prometheus', 'metrics', 'redis-cart'], { state: 'skipped', failure: noName }),
        answered(['github', 'changes', 'checkout'], { state: 'failed', failure: notFound }),
      ),
    ).toHaveLength(3);
  });
  test('of the affected service first, each with the question it belongs to', () => {
    const answers = [
      answered(['loki', 'logs', 'ledger'], { state: 'failed', failure: away }, 2),
      answered(['loki', 'logs', 'cart'], { state: 'failed', failure: away }),
      answered(['loki', 'logs', 'checkout'], { state: 'failed', failure: away }),
    ];
    expect(
      toGaps(answers, { affected: ['checkout'] }).map(({ id, questionId, what }) => [id, questionId, what]),
    ).toEqual([
      ['g1', 'q3', 'Loki logs of checkout'],
      ['g2', 'q2', 'Loki logs of cart'],
      ['g3', 'q1', 'Loki logs of ledger'],
    ]);
  });
});
