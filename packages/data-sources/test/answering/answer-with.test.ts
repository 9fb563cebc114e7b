import { Failure } from '@incidentfox/failures';
import { CircuitOpen } from '@incidentfox/http-client';
import { answerWith, type QuestionRun, SkipQuestion } from '../../src/answering/index.ts';
import { aPlainQuestion } from '../plain-question.ts';

const source = { id: 'loki-eu', kind: 'loki', now: () => 1_000 };
const answer = (work: (run: QuestionRun) => Promise<readonly unknown[]>, question = aPlainQuestion()) =>
  answerWith(source, question, work);

describe('an answer', () => {
  test('is ok with items and empty without', async () => {
    expect((await answer(async () => ['a'])).state).toBe('ok');
    expect((await answer(async () => [])).state).toBe('empty');
  });

  test('says where it came from', async () => {
    const { provenance } = await answer(async (run) => {
      run.query('first');
      run.query('second');
      run.query('first');
      run.deepLink(undefined);
      run.deepLink('https://a');
      run.deepLink('https://b');
      run.meter.requests += 2;
      run.meter.bytes += 10;
      return [];
    });
    expect(provenance).toEqual({
      source: 'loki-eu',
      kind: 'loki',
      query: 'first\nsecond',
      deepLink: 'https://a',
      askedAt: 1_000,
      tookMs: 0,
      requests: 2,
      bytes: 10,
    });
  });

  test.each([
    [
      'a failure',
      new Failure('rate_limited', 'slow down', { status: 429, retryAfterMs: 5_000 }),
      { kind: 'rate_limited', message: 'slow down', http: 429, retryAfterMs: 5_000 },
    ],
    ['a bug', new TypeError('x is not a function'), { kind: 'unavailable', message: 'loki-eu: x is not a function' }],
    ['something that is no error', 'oops', { kind: 'unavailable', message: 'loki-eu: oops' }],
  ])('is failed when the work throws %s', async (_name, thrown, failure) => {
    expect(await answer(async () => Promise.reject(thrown))).toMatchObject({ state: 'failed', items: [], failure });
  });

  test('is skipped when the question cannot be put, or the source rests', async () => {
    expect(await answer(async () => Promise.reject(new SkipQuestion('no name there')))).toMatchObject({
      state: 'skipped',
      failure: { message: 'no name there' },
    });
    expect((await answer(async () => Promise.reject(new CircuitOpen('Loki', 60_000)))).state).toBe('skipped');
  });

  test('is partial when one of its parts fails, and says which', async () => {
    const given = await answer(async (run) => {
      const [good] = await Promise.all([
        run.part('counts', async () => 'c'),
        run.part('lines', async () => Promise.reject(new Failure('timeout', 'too slow'))),
      ]);
      return [good];
    });
    expect(given).toMatchObject({
      state: 'partial',
      items: ['c'],
      warnings: ['lines is missing: too slow'],
      failure: { kind: 'timeout' },
    });
  });

  test('is failed when all of its parts fail', async () => {
    const given = await answer(async (run) => {
      await run.part('counts', async () => Promise.reject(new Failure('auth', 'no')));
      return [];
    });
    expect(given).toMatchObject({ state: 'failed', failure: { kind: 'auth' } });
  });

  test('is partial, not empty, when nothing was found in what could be asked', async () => {
    const given = await answer(async (run) => {
      await run.part('a', async () => Promise.reject(new Failure('timeout', 'no')));
      await run.part('b', async () => []);
      return [];
    });
    expect(given.state).toBe('partial');
  });

  test('shows the cap on items', async () => {
    const given = await answer(async () => [1, 2, 3], aPlainQuestion({ caps: { items: 2 } }));
    expect(given).toMatchObject({ state: 'ok', items: [1, 2], truncated: { by: 'items', shown: 2, total: 3 } });
  });

  test('ends with the run, though its work goes on', async () => {
    const stop = new AbortController();
    const asked = answer(() => new Promise(() => {}), aPlainQuestion({ signal: stop.signal }));
    stop.abort();
    expect(await asked).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
  });
});
