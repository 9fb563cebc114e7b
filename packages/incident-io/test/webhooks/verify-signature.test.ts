import { signedWebhook, testWebhookSecret } from '@incidentfox/test-kit';
import { isWebhookSecret, verifySignature } from '../../src/webhooks/index.ts';

const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const third = 'whsec_plJ3nmyCDGBKInavdOK15jsl1Qm8Ps0s';
const nowMs = 1_614_265_330_000;
const seconds = nowMs / 1_000;

function check(
  webhook: { body: string | Buffer; headers: Record<string, string> },
  secrets: readonly string[] = [testWebhookSecret],
  at = nowMs,
) {
  return verifySignature(Buffer.from(webhook.body), webhook.headers, { secrets, nowMs: at });
}
const signed = (secret: string | string[] = testWebhookSecret, options = {}) =>
  signedWebhook('{"test": 2432232314}', secret, { timestamp: seconds, id: 'msg_1', ...options });

it("agrees with the example in incident.io's own documentation", () => {
  const verification = check({
    body: '{"test": 2432232314}',
    headers: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
  });
  expect(verification).toEqual({ kind: 'genuine', webhookId: 'msg_p5jXN8AQM9LWM0D4loKWxJek' });
});

it.each(['webhook', 'svix'] as const)('reads %s-* headers', (headerPrefix) => {
  expect(check(signed(testWebhookSecret, { headerPrefix }))).toEqual({ kind: 'genuine', webhookId: 'msg_1' });
});

describe('rotation', () => {
  it('accepts a header with several signatures when one is by our secret', () => {
    expect(check(signed([other, testWebhookSecret]))).toMatchObject({ kind: 'genuine' });
  });

  it('accepts any of several secrets of ours', () => {
    expect(check(signed(other), [testWebhookSecret, other])).toMatchObject({ kind: 'genuine' });
  });

  it('refuses when no pair matches', () => {
    expect(check(signed([other, third]), [testWebhookSecret])).toMatchObject({ kind: 'forged' });
  });

  it('ignores signatures of other versions, even if their text matches', () => {
    const webhook = signed();
    const v2 = (webhook.headers['webhook-signature'] ?? '').replace('v1,', 'v2,');
    expect(check({ ...webhook, headers: { ...webhook.headers, 'webhook-signature': v2 } })).toMatchObject({
      kind: 'forged',
    });
    const both = `v2,zzz ${webhook.headers['webhook-signature']}`;
    expect(check({ ...webhook, headers: { ...webhook.headers, 'webhook-signature': both } })).toMatchObject({
      kind: 'genuine',
    });
  });

  it('looks at a bounded number of signatures', () => {
    const webhook = signed();
    const flood = `${'v1,AAAA '.repeat(20_000)}${webhook.headers['webhook-signature']}`;
    expect(check({ ...webhook, headers: { ...webhook.headers, 'webhook-signature': flood } })).toMatchObject({
      kind: 'forged',
    });
  });
});

describe('is refused', () => {
  it.each([
    ['a body with one byte changed', { body: '{"test": 2432232315}' }, {}],
    ['another id', {}, { 'webhook-id': 'msg_2' }],
    ['another timestamp', {}, { 'webhook-timestamp': String(seconds + 1) }],
    ['a timestamp in words', {}, { 'webhook-timestamp': 'yesterday' }],
    ['a timestamp with text after it', {}, { 'webhook-timestamp': `${seconds}abc` }],
    ['an empty signature', {}, { 'webhook-signature': '' }],
    ['a signature without a version', {}, { 'webhook-signature': 'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }],
    ['half a signature', {}, { 'webhook-signature': 'v1,g0hM9SsE' }],
    ['an empty id', {}, { 'webhook-id': '' }],
  ])('%s', (_name, change, headers) => {
    const webhook = signed();
    expect(check({ ...webhook, ...change, headers: { ...webhook.headers, ...headers } })).toMatchObject({
      kind: 'forged',
    });
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('a request without %s', (name) => {
    const { [name]: _gone, ...headers } = signed().headers;
    expect(check({ body: signed().body, headers })).toEqual({
      kind: 'forged',
      reason: 'signature headers are missing',
    });
  });

  it('a body that is genuine for another secret', () => {
    expect(check(signed(other))).toMatchObject({ kind: 'forged' });
  });

  it('everything when no secret is configured', () => {
    expect(check(signed(), [])).toMatchObject({ kind: 'forged' });
  });

  it('everything for a secret that is not base64, instead of taking its letters as the key', () => {
    expect(isWebhookSecret('not base64 at all!')).toBe(false);
    expect(isWebhookSecret(testWebhookSecret)).toBe(true);
    expect(check(signed(), ['not base64 at all!'])).toMatchObject({ kind: 'forged' });
  });
});

describe('the timestamp', () => {
  it.each([-300, -299, 0, 299, 300])('may be %i seconds from now', (offset) => {
    expect(check(signed(), [testWebhookSecret], nowMs + offset * 1_000)).toMatchObject({ kind: 'genuine' });
  });

  it.each([-301, 301, 86_400, -86_400])('may not be %i seconds from now, whatever the signature says', (offset) => {
    expect(check(signed(), [testWebhookSecret], nowMs + offset * 1_000)).toMatchObject({ kind: 'forged' });
  });
});
