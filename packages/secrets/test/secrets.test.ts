import { createResolver, describeReference, formerValueGraceMs, parseReference, Secret } from '@incidentfox/secrets';

describe('the forms of a reference', () => {
  test.each([
    ['env:SLACK_BOT_TOKEN', { kind: 'env', name: 'SLACK_BOT_TOKEN' }],
    ['file:/run/secrets/token', { kind: 'file', path: '/run/secrets/token' }],
    ['file:///run/secrets/token', { kind: 'file', path: '/run/secrets/token' }],
    [
      'vault://secrets/incident-io-webhook-secret',
      { kind: 'vault', mount: 'secrets', path: 'incident-io-webhook-secret', version: null, field: null },
    ],
    ['vault://kv/a/b?version=2#field', { kind: 'vault', mount: 'kv', path: 'a/b', version: 2, field: 'field' }],
    ['aws-sm://prod/app', { kind: 'aws-sm', id: 'prod/app', field: null }],
    [
      'aws-sm://arn:aws:secretsmanager:eu-west-1:1:secret:x#f',
      { kind: 'aws-sm', id: 'arn:aws:secretsmanager:eu-west-1:1:secret:x', field: 'f' },
    ],
    ['whsec_plainvalue', { kind: 'plain' }],
  ])('%s', (reference, parsed) => {
    expect(parseReference(reference)).toEqual(parsed);
  });

  test.each([
    'env:',
    'env:NOT A NAME',
    'file:',
    'vault://',
    'vault://only-mount',
    'vault://m/../etc',
    'vault://m/a//b',
    'vault://m/p?v=1#f',
    'aws-sm://',
    'gcp://x',
  ])('%s is malformed, and the sentence does not repeat it', (reference) => {
    const message = (() => {
      try {
        return JSON.stringify(parseReference(reference));
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toMatch(/write it like/);
  });

  test('a plain value is never described', () => {
    expect(describeReference('xoxb-1')).toBe('given in plain text');
    expect(describeReference('env:A')).toBe('env:A');
  });
});

describe('resolving', () => {
  test('a file loses its last line break and nothing else', async () => {
    const { resolve } = createResolver({ env: {}, readFile: async () => ' a\nb \n' });
    expect(await resolve('file:/x')).toBe(' a\nb ');
  });

  test.each([
    ['env:EMPTY', /EMPTY is not set/],
    ['env:NONE', /NONE is not set/],
    ['file:/empty', /the file \/empty is empty/],
    ['file:/none', /the file \/none cannot be read: ENOENT/],
  ])('%s is refused', async (reference, reason) => {
    const readFile = async (path: string) => {
      if (path === '/empty') return '\n';
      throw Object.assign(new Error(`ENOENT: no such file, open '${path}'`), { code: 'ENOENT' });
    };
    await expect(createResolver({ env: { EMPTY: '' }, readFile }).resolve(reference)).rejects.toThrow(reason);
  });

  test('a value is kept for a while; refresh asks again, but not in every breath', async () => {
    let now = 0;
    let reads = 0;
    const { resolve, refresh } = createResolver({
      env: {},
      readFile: async () => `v${++reads}`,
      now: () => now,
      cacheMs: 300_000,
    });
    expect(await Promise.all([resolve('file:/x'), resolve('file:/x')])).toEqual(['v1', 'v1']);
    now = 299_000;
    expect(await resolve('file:/x')).toBe('v1');
    expect(await refresh('file:/x')).toBe('v2');
    now += 1_000;
    expect(await refresh('file:/x')).toBe('v2');
    now += 5_000;
    expect(await refresh('file:/x')).toBe('v3');
    now += 300_000;
    expect(await resolve('file:/x')).toBe('v4');
  });

  test('a failure is not kept', async () => {
    let there = false;
    const readFile = async () => {
      if (!there) throw new Error('away');
      return 'value';
    };
    const { resolve } = createResolver({ env: {}, readFile });
    await expect(resolve('file:/x')).rejects.toThrow(/away/);
    there = true;
    expect(await resolve('file:/x')).toBe('value');
  });
});

describe('a secret', () => {
  test('is not used before it is resolved', () => {
    expect(() => new Secret('env:A').reveal()).toThrow('[secret env:A] was used before it was resolved');
  });

  test('is read again after a vendor refused it, and says whether it is another one now', async () => {
    const secret = new Secret('env:A');
    let kept = 'one';
    secret.settle('one', async () => kept);
    expect(await secret.renew()).toBe(false);
    kept = 'two';
    expect(await secret.renew()).toBe(true);
    expect(secret.reveal()).toBe('two');
  });

  test('keeps its value when it cannot be read again', async () => {
    const secret = new Secret('env:A');
    secret.settle('one', () => Promise.reject(new Error('Vault is sealed')));
    expect(await secret.renew()).toBe(false);
    expect(secret.reveal()).toBe('one');
  });

  test('accepts what it replaced for a day: deliveries signed before are still on their way', () => {
    const secret = new Secret('env:A');
    secret.settle('one', undefined, 0);
    secret.settle('two', undefined, 1000);
    secret.settle('three', undefined, 2000);
    expect(secret.accepted(3000)).toEqual(['three', 'two', 'one']);
    expect(secret.accepted(1000 + formerValueGraceMs)).toEqual(['three', 'two']);
    expect(secret.accepted(2000 + formerValueGraceMs)).toEqual(['three']);
  });
});
