import { inspect } from 'node:util';
import { Failure } from '@incidentfox/failures';
import { createLogger, redactText } from '@incidentfox/service-runtime';

function logged() {
  const lines: string[] = [];
  const logger = createLogger({
    service: 'test',
    level: 'debug',
    destination: { write: (line) => void lines.push(line) },
  });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('a log line', () => {
  test('is JSON with level, time, service, fields and a constant sentence', () => {
    const { logger, last } = logged();
    logger.child({ jobId: 'j1' }).info({ incidentId: 'i1' }, 'incident re-read');
    expect(last()).toMatchObject({
      level: 'info',
      service: 'test',
      jobId: 'j1',
      incidentId: 'i1',
      msg: 'incident re-read',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  test('below the level is not written; a level nobody knows means info', () => {
    const lines: string[] = [];
    const logger = createLogger({
      service: 'test',
      level: 'loud',
      destination: { write: (line) => void lines.push(line) },
    });
    logger.debug({}, 'quiet');
    logger.info({}, 'heard');
    expect(lines).toHaveLength(1);
  });

  test('shows of an error its kind, message, stack and cause, and nothing that hangs on it', () => {
    const { logger, last } = logged();
    const cause = Object.assign(new Error('socket closed'), { request: { headers: { authorization: 'Bearer abc' } } });
    logger.error({ error: new Failure('network', 'asking Loki: ECONNRESET', { status: 502, cause }) }, 'source failed');
    expect(last().error).toMatchObject({
      type: 'Failure',
      kind: 'network',
      status: 502,
      message: 'asking Loki: ECONNRESET',
      stack: expect.stringContaining('logger.test'),
      cause: { message: 'socket closed' },
    });
    expect(inspect(last(), { depth: 20 })).not.toContain('authorization');
  });

  test('stays small whatever is handed in', () => {
    const { logger, lines } = logged();
    const round: Record<string, unknown> = {
      list: Array.from({ length: 10_000 }, (_, at) => at),
      text: 'x'.repeat(1e6),
    };
    round.self = round;
    logger.info({ round, bytes: Buffer.alloc(1e6), big: 1n }, 'large');
    expect(lines[0]?.length).toBeLessThan(60_000);
  });
});

describe('a secret never reaches the log', () => {
  const canary = 'CANARY-6f1d2a';

  test.each([
    ['a field named like a secret', { slack: { bot_token: canary, signingSecret: canary, apiKey: canary } }],
    ['headers', { headers: { Authorization: `Bearer ${canary}`, cookie: canary, 'webhook-signature': canary } }],
    ['a list of secrets', { secrets: [canary], webhook_secrets: [canary] }],
    ['a value after Bearer in text', { note: `sent Authorization: Bearer ${canary}-${canary}` }],
    ['a password in an address', { url: `redis://user:${canary}@redis:6379/0` }],
    ['a token in a query', { url: `https://host/path?token=${canary}&x=1` }],
    ['an error message', { error: new Error(`cannot reach https://u:${canary}@host`) }],
    ['a map', { map: new Map([['password', canary]]) }],
    ['an object that serialises itself', { it: { toJSON: () => ({ token: canary }) } }],
  ])('%s', (_name, fields) => {
    const { logger, lines } = logged();
    logger.info(fields, 'something happened');
    logger.child(fields).info({}, 'with the fields on every line');
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain(canary);
    expect(lines.join()).toContain('[hidden]');
  });

  test.each([
    'xoxb-123456789012-abcdefABCDEF',
    'xapp-1-A0123456789-abcdef',
    `inc_${'0123456789abcdef'.repeat(4)}`,
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    `ghp_${'a1B2'.repeat(9)}`,
    `glpat-${'a1B2'.repeat(5)}`,
    `hvs.${'CAESI'.repeat(6)}`,
    'AKIAABCDEFGHIJKLMNOP',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  ])('text shaped like %s is masked wherever it stands', (token) => {
    expect(redactText(`before ${token} after`)).toBe('before [hidden] after');
  });

  test('ordinary words are left alone', () => {
    const text =
      'Basic authentication is off; the token bucket holds 12 tokens; INC-123 at https://host:9090/path?service=a@b';
    expect(redactText(text)).toBe(text);
  });
});
