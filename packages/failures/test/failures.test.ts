import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { runInNewContext } from 'node:vm';
import { asFailure, Failure, type FailureKind, kindsToRetry } from '@incidentfox/failures';

describe('a failure says whether to try again', () => {
  test.each<[FailureKind, 'later' | 'never']>([
    ['auth', 'never'],
    ['forbidden', 'never'],
    ['not_found', 'never'],
    ['bad_query', 'never'],
    ['contract', 'never'],
    ['config', 'never'],
    ['conflict', 'later'],
    ['rate_limited', 'later'],
    ['timeout', 'later'],
    ['network', 'later'],
    ['unavailable', 'later'],
  ])('%s: %s', (kind, retry) => {
    expect(new Failure(kind, 'no').retry).toBe(retry);
    expect(kindsToRetry.has(kind)).toBe(retry === 'later');
  });

  test('keeps status, wait and cause for those who log or wait', () => {
    const cause = new Error('below');
    const failure = new Failure('rate_limited', 'slow down', { status: 429, retryAfterMs: 3000, cause });
    expect(failure).toMatchObject({ name: 'Failure', status: 429, retryAfterMs: 3000, cause, message: 'slow down' });
  });
});

describe('anything thrown becomes a failure', () => {
  const kindOf = (thrown: unknown) => asFailure(thrown, 'asking').kind;

  test('ours stays as it is', () => {
    const ours = new Failure('auth', 'key refused');
    expect(asFailure(ours, 'asking')).toBe(ours);
  });

  test('an abort or a timeout is a timeout', async () => {
    expect(kindOf(AbortSignal.abort().reason)).toBe('timeout');
    const signal = AbortSignal.timeout(1);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    expect(kindOf(signal.reason)).toBe('timeout');
  });

  test('a refused connection is a network failure and names the code', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const refused = await fetch(`http://127.0.0.1:${port}`).catch((error: unknown) => error);
    expect(asFailure(refused, 'asking Loki')).toMatchObject({ kind: 'network' });
    const withCode = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(asFailure(new TypeError('fetch failed', { cause: withCode }), 'asking Loki').message).toBe(
      'asking Loki: ECONNREFUSED',
    );
  });

  test('an error of another realm counts as an error', () => {
    const foreign: unknown = runInNewContext(`Object.assign(new Error('x'), { code: 'ECONNRESET' })`);
    expect(foreign instanceof Error).toBe(false);
    expect(kindOf(foreign)).toBe('network');
  });

  test('a bug is retried and keeps its words', () => {
    expect(asFailure(new TypeError('x is not a function'), 'asking')).toMatchObject({
      kind: 'unavailable',
      message: 'asking: x is not a function',
    });
    expect(asFailure('thrown text', 'asking').message).toBe('asking: thrown text');
  });
});
