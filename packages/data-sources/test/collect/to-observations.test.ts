import type { Alert, Answer, Change, MetricSeries } from '@incidentfox/incident';
import { aService } from '@incidentfox/test-kit';
import { type CollectedAnswer, toObservations } from '../../src/index.ts';
import { plainWindow } from '../plain-question.ts';

const about = { window: plainWindow, alarmAt: plainWindow.to, affected: ['checkout'] };
const provenance = { source: 'x', kind: 'x', query: 'q', askedAt: 0, tookMs: 1, requests: 1, bytes: 1 };

function answer<T>(items: T[], different: Partial<Answer<T>> = {}): Answer<T> {
  return { state: items.length > 0 ? 'ok' : 'empty', items, warnings: [], provenance, ...different };
}

const question = (service: string, source: string | null = 'prometheus', kind = 'prometheus') => ({
  source,
  kind,
  service,
  window: plainWindow,
  round: 1,
});
const anAlert = (different: Partial<Alert> = {}): Alert => ({
  id: 'a1',
  name: 'High',
  state: 'firing',
  service: null,
  startedAt: 1,
  labels: {},
  ...different,
});
const aChange = (different: Partial<Change> = {}): Change => ({
  id: 'c1',
  kind: 'deploy',
  service: 'checkout',
  startedAt: 1,
  status: 'succeeded',
  title: 't',
  scopeMatch: 'exact',
  ...different,
});

const aSeries = (service: string): MetricSeries => ({
  service,
  signal: 'error_ratio',
  name: 'm',
  unit: 'ratio',
  labels: {},
  stepMs: 60_000,
  points: [[1, 0]],
});

test('hands on what services are called elsewhere, unless a name is claimed by two', () => {
  const { otherNames } = toObservations([], {
    ...about,
    services: [
      aService({
        name: 'Main Database',
        aliases: ['pg-main', 'pg'],
        vendorNames: { kubernetes: { workload: 'postgres' } },
      }),
      aService({ name: 'Reports', aliases: ['pg'] }),
    ],
  });
  expect(otherNames).toEqual([
    { name: 'pg-main', service: 'Main Database' },
    { name: 'postgres', service: 'Main Database' },
  ]);
});

describe('a sweep of all services', () => {
  const sweep: CollectedAnswer[] = [
    {
      capability: 'metrics',
      question: { ...question('', 'prometheus'), service: null },
      answer: answer([aSeries('checkout-svc'), aSeries('search')]),
    },
    {
      capability: 'topology',
      question: { ...question('', 'prometheus'), service: null },
      answer: answer([{ from: 'checkout-svc', to: 'api.bank.example', foundBy: 'service_graph' as const }]),
    },
  ];
  const services = [aService({ name: 'checkout', aliases: [], vendorNames: {} })];

  test('is given of the services that are wanted, and only those count as looked at', () => {
    const observed = toObservations(sweep, { ...about, services, swept: new Set(['checkout']) });
    expect(observed.series.map(({ service, questionId }) => [service, questionId])).toEqual([['checkout', 'q1']]);
    expect(observed.answered.map(({ service, capability, items }) => [service, capability, items])).toEqual([
      ['checkout', 'metrics', 1],
    ]);
  });
  test('is otherwise for choosing whom to ask, but for who calls whom', () => {
    const observed = toObservations(sweep, { ...about, services });
    expect([observed.series, observed.answered]).toEqual([[], []]);
    expect(observed.edges.map(({ from, to }) => [from, to])).toEqual([['checkout', 'api.bank.example']]);
  });
});

describe('what was asked again further back', () => {
  const wide = { from: plainWindow.from - 3_600_000, to: plainWindow.to };
  const asked = (service: string, window = plainWindow, round = 1, state: Answer<unknown>['state'] = 'ok') => ({
    capability: 'metrics' as const,
    question: { ...question(service), window, round },
    answer: answer(state === 'failed' ? [] : [aSeries(service)], { state }),
  });

  test('stands instead, and what was only seen since lately has no baseline to stand on', () => {
    const answers = [asked('checkout'), asked('search'), asked('checkout', wide, 3)];
    const observed = toObservations(answers, { ...about, window: wide });
    expect(observed.series.map(({ service, questionId }) => [service, questionId])).toEqual([['checkout', 'q3']]);
    expect(observed.answered.map(({ questionId }) => questionId)).toEqual(['q3']);
  });
});

describe('answers become observations', () => {
  test('of very many patches those nearest to the alarm are kept, and every change', () => {
    const patch = { files: [{ path: 'a.ts', diff: '+x' }], commits: [], isTruncated: false };
    const changes = Array.from({ length: 60 }, (_, i) =>
      aChange({ id: `c${i}`, startedAt: about.alarmAt - i * 1000, patch }),
    );
    const found = { ...answer(changes), history: null };
    const { changes: all } = toObservations(
      [{ capability: 'changes', question: question('checkout'), answer: found }],
      about,
    );
    expect(all).toHaveLength(60);
    expect(all.filter((one) => one.patch !== undefined).map(({ id }) => id)).toEqual(
      changes.slice(0, 40).map(({ id }) => id),
    );
  });

  test('every item carries the id of the question that gave it', () => {
    const answers: CollectedAnswer[] = [
      {
        capability: 'topology',
        question: question('checkout'),
        answer: answer([{ from: 'a', to: 'b', foundBy: 'trace' as const }]),
      },
      { capability: 'alerts', question: question('checkout'), answer: answer([anAlert()]) },
    ];
    const observed = toObservations(answers, about);
    expect(observed.edges[0]?.questionId).toBe('q1');
    expect(observed.alerts[0]?.questionId).toBe('q2');
  });

  test('a fact told twice by one source is kept once, and rather with its service than without', () => {
    const answers: CollectedAnswer[] = [
      { capability: 'alerts', question: question('payments'), answer: answer([anAlert()]) },
      { capability: 'alerts', question: question('checkout'), answer: answer([anAlert({ service: 'checkout' })]) },
      { capability: 'alerts', question: question('search'), answer: answer([anAlert()]) },
    ];
    expect(toObservations(answers, about).alerts).toEqual([
      expect.objectContaining({ id: 'a1', service: 'checkout', questionId: 'q1' }),
    ]);
  });

  test('the same id at another source is another fact', () => {
    const answers: CollectedAnswer[] = [
      { capability: 'alerts', question: question('checkout', 'prometheus'), answer: answer([anAlert()]) },
      { capability: 'alerts', question: question('checkout', 'prometheus-eu'), answer: answer([anAlert()]) },
    ];
    expect(toObservations(answers, about).alerts).toHaveLength(2);
  });

  test('changes bring the history of their service', () => {
    const history = { service: 'checkout', count: 3, spanMs: 1000 };
    const answers: CollectedAnswer[] = [
      {
        capability: 'changes',
        question: question('checkout', 'github', 'github'),
        answer: { ...answer([aChange()]), history },
      },
    ];
    expect(toObservations(answers, about)).toMatchObject({
      changes: [{ id: 'c1', questionId: 'q1' }],
      changeHistories: [history],
    });
  });

  test('earlier incidents are told newest first', () => {
    const past = [1, 2].map((startedAt) => ({
      id: `i${startedAt}`,
      reference: `INC-${startedAt}`,
      name: 'n',
      service: 'checkout',
      startedAt,
    }));
    const answers: CollectedAnswer[] = [
      {
        capability: 'alerts',
        question: question('checkout', 'incident_io', 'incident_io'),
        answer: { ...answer<Alert>([]), pastIncidents: past },
      },
    ];
    expect(toObservations(answers, about).pastIncidents?.map(({ reference }) => reference)).toEqual(['INC-2', 'INC-1']);
  });

  test('failed, skipped and partial answers are gaps; empty ones are answers', () => {
    const failure = { kind: 'network' as const, message: 'connection refused' };
    const answers: CollectedAnswer[] = [
      {
        capability: 'logs',
        question: question('checkout', 'loki', 'loki'),
        answer: answer([], { state: 'failed', failure }),
      },
      { capability: 'alerts', question: question('checkout'), answer: answer<Alert>([]) },
      {
        capability: 'alerts',
        question: question('payments', 'prometheus-eu'),
        answer: answer([anAlert()], { state: 'partial', truncated: { by: 'vendor', shown: 1 } }),
      },
      {
        capability: 'changes',
        question: question('checkout', null, ''),
        answer: {
          ...answer([], {
            state: 'skipped',
            failure: { kind: 'config', message: 'no configured data source has changes' },
          }),
          history: null,
        },
      },
      {
        capability: 'changes',
        question: question('payments', null, ''),
        answer: {
          ...answer([], {
            state: 'skipped',
            failure: { kind: 'config', message: 'no configured data source has changes' },
          }),
          history: null,
        },
      },
      // nobody misses what an organisation does not have
      {
        capability: 'errors',
        question: question('checkout', null, ''),
        answer: answer([], {
          state: 'skipped',
          failure: { kind: 'config', message: 'no configured data source has errors' },
        }),
      },
    ];
    const observed = toObservations(answers, about);
    expect(observed.gaps).toEqual([
      { id: 'g1', questionId: 'q1', what: 'Loki logs of checkout', why: 'connection refused' },
      { id: 'g2', questionId: 'q4', what: 'changes of any service', why: 'no configured data source has changes' },
      {
        id: 'g3',
        questionId: 'q3',
        what: 'prometheus-eu alerts of payments',
        why: 'answered in part: cut by vendor after 1',
      },
    ]);
    expect(observed.answered.map(({ questionId, items }) => ({ questionId, items }))).toEqual([
      { questionId: 'q2', items: 0 },
      { questionId: 'q3', items: 1 },
    ]);
  });

  test('callers and callees get the name the catalogue has for them, unless two services share it', () => {
    const services = [
      { name: 'payment-gateway', aliases: ['pay'], dependsOn: [], vendorNames: { prometheus: 'pgw' } },
      {
        name: 'checkout',
        aliases: ['shared'],
        dependsOn: [],
        vendorNames: { kubernetes: { namespace: 'shop', workload: 'checkout-api' } },
      },
      { name: 'search', aliases: ['shared'], dependsOn: [], vendorNames: {} },
    ];
    const edge = (from: string, to: string) => ({ from, to, foundBy: 'service_graph' as const });
    const edges = [edge('checkout-api', 'pgw'), edge('shared', 'postgres'), edge('pay', 'checkout')];
    const answers: CollectedAnswer[] = [
      { capability: 'topology', question: question('checkout'), answer: answer(edges) },
    ];
    expect(toObservations(answers, { ...about, services }).edges.map(({ from, to }) => [from, to])).toEqual([
      ['checkout', 'payment-gateway'],
      ['shared', 'postgres'],
      ['payment-gateway', 'checkout'],
    ]);
  });
});

test('a capability counts as failed when every source of it failed, and not when nobody has it', () => {
  const failed = answer([], { state: 'failed' });
  const observations = toObservations(
    [
      { capability: 'logs', question: question('checkout', 'loki', 'loki'), answer: failed },
      { capability: 'changes', question: question('checkout', 'github', 'github'), answer: failed },
      { capability: 'changes', question: question('payments', 'argo', 'argo_cd'), answer: answer([]) },
      { capability: 'infra', question: question('checkout', null, ''), answer: answer([], { state: 'skipped' }) },
    ] as CollectedAnswer[],
    about,
  );
  expect(observations.failedCapabilities).toEqual(['logs']);
});
