import { diagnose } from '@incidentfox/analysis';
import type { Observations } from '@incidentfox/incident';
import { paymentDeploy } from '../scenarios/single-causes.ts';

const all = paymentDeploy();

/** Only metrics answered: the rest was asked for in vain, or was never set up. */
const metricsAlone = (gaps: Observations['gaps']): Observations => ({
  ...all,
  logs: [],
  changes: [],
  infra: [],
  answered: all.answered.filter(({ capability }) => capability === 'metrics'),
  gaps,
  failedCapabilities: gaps.map((_, index) => ['logs', 'changes', 'infra'][index] ?? ''),
});
const unanswered = ['logs', 'changes', 'Kubernetes events'].map((what, index) => ({
  id: `g${index + 1}`,
  what,
  why: 'connection refused',
}));

describe('when metrics alone show that a service fails', () => {
  test('and what would tell why did not answer, no cause is named', () => {
    const { verdict, confidence } = diagnose(metricsAlone(unanswered));
    expect([verdict, confidence <= 0.55]).toEqual(['inconclusive', true]);
  });

  test('and nothing else is set up, the service is named, and never surely', () => {
    const { verdict, confidence } = diagnose(metricsAlone([]));
    expect([verdict, confidence < 0.9]).toEqual(['root_cause', true]);
  });
});
