import { openSecrets, type SecretResolver } from '@incidentfox/secrets';
import { jwt, secretId, type VaultStandIn, vaultStandIn } from './vault-stand-in.ts';

const canary = 'CANARY-7c03de';
let vault: VaultStandIn;
let open: SecretResolver[] = [];

beforeEach(async () => {
  vault = await vaultStandIn();
  vault.secrets['secrets/incident-io'] = [{ api_key: `old ${canary}` }, { api_key: canary, note: 'x' }];
  vault.secrets['secrets/incident-io-webhook-secret'] = [{ anything: canary }];
  vault.secrets['kv/team/a b'] = [{ value: canary, other: 'x' }];
});
afterEach(async () => {
  for (const secrets of open) await secrets.close();
  open = [];
  await vault.close();
});

function secretsWith(env: Record<string, string>, options: { now?: () => number } = {}): SecretResolver {
  const readFile = async (path: string) => {
    if (path.endsWith('/token')) return `${jwt}\n`;
    throw Object.assign(new Error('none'), { code: 'ENOENT' });
  };
  const secrets = openSecrets({ env: { VAULT_ADDR: vault.url, ...env }, readFile, timeoutMs: 300, ...options });
  open.push(secrets);
  return secrets;
}
const withToken = () => secretsWith({ VAULT_TOKEN: 'root-token' });

describe('a Vault reference', () => {
  test.each([
    ['vault://secrets/incident-io#api_key', canary],
    ['vault://secrets/incident-io?version=1#api_key', `old ${canary}`],
    ['vault://secrets/incident-io-webhook-secret', canary],
    ['vault://kv/team/a b', canary],
    ['vault://kv/team/a b#other', 'x'],
  ])('%s', async (reference, value) => {
    expect(await withToken().resolve(reference)).toBe(value);
  });
});

describe('the login', () => {
  const reference = 'vault://secrets/incident-io#api_key';

  test('with Kubernetes sends the service account token of the pod', async () => {
    expect(await secretsWith({ VAULT_ROLE: 'incidentfox' }).resolve(reference)).toBe(canary);
    expect(vault.logins).toEqual(['kubernetes']);
  });

  test('with AppRole sends role id and secret id, at the mount that is named', async () => {
    const secrets = secretsWith({ VAULT_ROLE_ID: 'role-1', VAULT_SECRET_ID: secretId, VAULT_AUTH_MOUNT: 'approle-eu' });
    expect(await secrets.resolve(reference)).toBe(canary);
    expect(vault.logins).toEqual(['approle-eu']);
  });

  test('names the namespace', async () => {
    vault.namespace = 'team-a';
    expect(await secretsWith({ VAULT_TOKEN: 'root-token', VAULT_NAMESPACE: 'team-a' }).resolve(reference)).toBe(canary);
    await expect(withToken().resolve(reference)).rejects.toThrow(/refused it \(403\)/);
  });

  test('happens once for many secrets, and again before its lease runs out', async () => {
    let now = 0;
    vault.leaseSeconds = 100;
    const secrets = secretsWith({ VAULT_ROLE: 'incidentfox' }, { now: () => now });
    await Promise.all([secrets.resolve(reference), secrets.resolve('vault://kv/team/a b')]);
    expect(vault.logins).toHaveLength(1);
    now = 90_000;
    await secrets.refresh(reference);
    expect(vault.logins).toHaveLength(2);
  });

  test('happens again when its token was taken away', async () => {
    let now = 0;
    const secrets = secretsWith({ VAULT_ROLE: 'incidentfox' }, { now: () => now });
    await secrets.resolve(reference);
    vault.tokens.clear();
    now = 60_000;
    expect(await secrets.refresh(reference)).toBe(canary);
    expect(vault.logins).toHaveLength(2);
  });

  test.each([
    [{}, /VAULT_TOKEN, or VAULT_ROLE for Kubernetes, or VAULT_ROLE_ID and VAULT_SECRET_ID/],
    [{ VAULT_ROLE: 'nobody' }, /refused the kubernetes login \(400\): check the role and its secret/],
    [{ VAULT_ROLE: 'incidentfox', VAULT_KUBERNETES_TOKEN_FILE: '/none' }, /none|ENOENT/],
    [{ VAULT_ADDR: 'vault:8200', VAULT_TOKEN: 'x' }, /VAULT_ADDR must be an address/],
    [{ VAULT_ADDR: '', VAULT_TOKEN: 'x' }, /VAULT_ADDR is not set/],
  ])('that cannot work says why: %j', async (env, reason) => {
    await expect(secretsWith(env).resolve(reference)).rejects.toThrow(reason);
  });
});

describe('a Vault that does not give the secret', () => {
  const at = (path: string) => withToken().resolve(`vault://${path}`);

  test.each<[string, string, RegExp]>([
    ['403', 'secrets/forbidden#x', /refused it \(403\): the policy must allow "read" on secrets\/data\/forbidden/],
    [
      '404',
      'secrets/nowhere#x',
      /nothing there \(404\): check mount and path, and that the mount is key-value version 2/,
    ],
    ['a version that is not there', 'secrets/incident-io?version=9#api_key', /nothing there \(404\)/],
    ['a field that is not there', 'secrets/incident-io#key', /no field "key", only api_key, note/],
    ['no field named and several there', 'secrets/incident-io', /2 fields \(api_key, note\): add #field/],
  ])('%s', async (_case, path, reason) => {
    await expect(at(path)).rejects.toThrow(reason);
  });

  test('a deleted version', async () => {
    vault.secrets['secrets/incident-io']?.push(null);
    await expect(at('secrets/incident-io#api_key')).rejects.toThrow(/404|deleted/);
  });

  test('sealed', async () => {
    vault.behaviour = 'sealed';
    await expect(at('secrets/incident-io#api_key')).rejects.toThrow(/sealed or not ready \(503\): unseal it/);
  });

  test('slow', async () => {
    vault.behaviour = 'slow';
    await expect(at('secrets/incident-io#api_key')).rejects.toMatchObject({ kind: 'timeout' });
  });

  test('gone', async () => {
    const gone = await vaultStandIn();
    await gone.close();
    const secrets = secretsWith({ VAULT_TOKEN: 'x', VAULT_ADDR: gone.url });
    await expect(secrets.resolve('vault://a/b#c')).rejects.toMatchObject({ kind: 'network' });
  });

  test('none of these says a value, and a later try succeeds', async () => {
    const secrets = withToken();
    const messages: string[] = [];
    for (const behaviour of ['sealed', 'slow'] as const) {
      vault.behaviour = behaviour;
      await secrets
        .resolve('vault://secrets/incident-io#api_key')
        .catch((error: Error) => messages.push(String(error.stack)));
    }
    await secrets
      .resolve('vault://secrets/incident-io#none')
      .catch((error: Error) => messages.push(String(error.stack)));
    vault.behaviour = 'normal';
    await secrets
      .resolve('vault://secrets/incident-io#none')
      .catch((error: Error) => messages.push(String(error.stack)));
    expect(messages).toHaveLength(4);
    expect(messages.join()).not.toContain(canary);
    expect(messages.join()).not.toContain('root-token');
    expect(await secrets.resolve('vault://secrets/incident-io#api_key')).toBe(canary);
  });
});
