import type { Step } from '@incidentfox/incident';
import { aService } from '@incidentfox/test-kit';
import {
  collectAnswers,
  type DataSource,
  type QuestionScope,
  questionsFor,
  toRecordedQuestions,
} from '../../src/index.ts';
import { plainWindow } from '../plain-question.ts';
import { after, scriptedSource } from './scripted-source.ts';

const checkout = aService({ name: 'checkout', aliases: [] });
const payments = aService({ name: 'payments', aliases: [] });
const scope: QuestionScope = { incident: null, window: plainWindow };

describe('collecting answers', () => {
  test('puts every question to every source that has the capability, and keeps the order of the questions', async () => {
    const slow = scriptedSource('slow', { metrics: after(30, ['m']), logs: after(1, ['l']) });
    const quick = scriptedSource('quick', { metrics: after(1, ['m']) });
    const answers = await collectAnswers({
      sources: [slow, quick],
      questions: questionsFor([checkout, payments], ['metrics', 'logs']),
      scope,
      deadlineMs: 5_000,
    });
    expect(
      answers.map(({ capability, question }) => `${capability} of ${question.service} from ${question.source}`),
    ).toEqual([
      'metrics of checkout from slow',
      'metrics of checkout from quick',
      'logs of checkout from slow',
      'metrics of payments from slow',
      'metrics of payments from quick',
      'logs of payments from slow',
    ]);
  });

  test('gives each question its baselines: the range before, and the same range a week earlier', async () => {
    const asked: unknown[] = [];
    const source = scriptedSource('s', {
      metrics: async ({ window, baselines }) => {
        asked.push({ window, baselines });
        return [];
      },
    });
    await collectAnswers({
      sources: [source],
      questions: questionsFor([checkout], ['metrics']),
      scope,
      deadlineMs: 5_000,
    });
    const { from, to } = plainWindow;
    const week = 7 * 24 * 3_600_000;
    expect(asked).toEqual([
      {
        window: plainWindow,
        baselines: {
          before: { from: from - (to - from), to: from },
          weekEarlier: { from: from - week, to: to - week },
        },
      },
    ]);
  });

  test('what no source has is one skipped answer per service', async () => {
    const answers = await collectAnswers({
      sources: [],
      questions: questionsFor([checkout], ['errors']),
      scope,
      deadlineMs: 5_000,
    });
    expect(answers).toMatchObject([
      {
        capability: 'errors',
        question: { source: null },
        answer: { state: 'skipped', failure: { message: 'no configured data source has errors' } },
      },
    ]);
  });

  test('a source that throws all the same, at once or later, is a failed answer', async () => {
    const broken: DataSource = {
      ...scriptedSource('broken', { metrics: after(1, []), logs: after(1, []) }),
      metrics: () => {
        throw new Error('a bug');
      },
      logs: async () => Promise.reject(new Error('another bug')),
    };
    const answers = await collectAnswers({
      sources: [broken],
      questions: questionsFor([checkout], ['metrics', 'logs']),
      scope,
      deadlineMs: 5_000,
    });
    expect(answers.map(({ answer }) => [answer.state, answer.failure?.message])).toEqual([
      ['failed', 'broken: a bug'],
      ['failed', 'broken: another bug'],
    ]);
  });

  test('what is not answered by the deadline is failed, though the source never gives in', async () => {
    const deaf: DataSource = {
      ...scriptedSource('deaf', { metrics: after(1, []) }),
      metrics: () => new Promise(() => {}),
    };
    const quick = scriptedSource('quick', { metrics: after(1, ['m']) });
    const answers = await collectAnswers({
      sources: [deaf, quick],
      questions: questionsFor([checkout], ['metrics']),
      scope,
      deadlineMs: 100,
    });
    expect(answers.map(({ answer }) => [answer.state, answer.failure?.kind])).toEqual([
      ['failed', 'timeout'],
      ['ok', undefined],
    ]);
  });

  test('a stopped investigation ends every open question at once', async () => {
    const stop = new AbortController();
    const source = scriptedSource('s', { metrics: after(60_000, []) });
    const collecting = collectAnswers({
      sources: [source],
      questions: questionsFor([checkout, payments], ['metrics']),
      scope,
      deadlineMs: 60_000,
      signal: stop.signal,
    });
    stop.abort();
    for (const { answer } of await collecting)
      expect(answer).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
  });

  test('tells when a source is first asked, and what came of it when its last question is answered', async () => {
    const steps: Step[] = [];
    const good = scriptedSource('good', { metrics: after(1, ['a', 'b']), logs: after(5, ['l']) });
    const bad = scriptedSource('bad', { metrics: async () => Promise.reject(new Error('refused')) });
    await collectAnswers({
      sources: [good, bad],
      questions: questionsFor([checkout], ['metrics', 'logs']),
      scope,
      deadlineMs: 5_000,
      onStep: (step) => steps.push(step),
    });
    expect(steps.filter(({ source }) => source === 'good')).toEqual([
      { source: 'good', state: 'asking', note: '' },
      { source: 'good', state: 'done', note: 'metrics: 2, logs: 1' },
    ]);
    expect(steps.filter(({ source }) => source === 'bad')).toEqual([
      { source: 'bad', state: 'asking', note: '' },
      { source: 'bad', state: 'failed', note: 'bad: refused' },
    ]);
  });

  test('asks a source no more at a time than allowed, and a slow source never keeps another from starting', async () => {
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    const counting = (id: string, ms: number) =>
      scriptedSource(id, {
        metrics: async (question, run) => {
          running.set(id, (running.get(id) ?? 0) + 1);
          most.set(id, Math.max(most.get(id) ?? 0, running.get(id) ?? 0));
          const items = await after(ms, [])(question, run);
          running.set(id, (running.get(id) ?? 0) - 1);
          return items;
        },
      });
    const many = Array.from({ length: 6 }, (_, at) => aService({ name: `s${at}` }));
    await collectAnswers({
      sources: [counting('slow', 40), counting('quick', 1)],
      questions: questionsFor(many, ['metrics']),
      scope,
      deadlineMs: 5_000,
      concurrency: { perSource: 2, perRun: 2 },
    });
    expect(most.get('slow')).toBe(2);
    expect(most.get('quick')).toBeGreaterThanOrEqual(1);
  });

  test('the record of the questions says what was asked of whom and how it went', async () => {
    const source = scriptedSource('loki-eu', {
      logs: async (_question, run) => {
        run.query('{app="checkout"}');
        run.deepLink('https://grafana/explore');
        run.truncate({ by: 'items', shown: 1, total: 9 });
        return ['l'];
      },
    });
    const [question] = toRecordedQuestions(
      await collectAnswers({
        sources: [source],
        questions: questionsFor([checkout], ['logs']),
        scope,
        deadlineMs: 5_000,
      }),
    );
    expect(question).toMatchObject({
      id: 'q1',
      source: 'loki-eu',
      capability: 'logs',
      service: 'checkout',
      window: plainWindow,
      state: 'ok',
      items: 1,
      truncated: { by: 'items', shown: 1, total: 9 },
      query: '{app="checkout"}',
      deepLink: 'https://grafana/explore',
    });
  });
});
