import { Failure } from '@incidentfox/failures';

/** How to reach HashiCorp Vault, from its customary variables. */
export interface VaultSettings {
  address: string;
  namespace: string | null;
  /** PEM file of a private certificate authority. */
  caFile: string | null;
  login:
    | { kind: 'token'; token: string }
    | { kind: 'kubernetes'; mount: string; role: string; tokenFile: string }
    | { kind: 'approle'; mount: string; roleId: string; secretId: string };
}

const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * VAULT_ADDR; VAULT_TOKEN, or VAULT_ROLE (Kubernetes), or VAULT_ROLE_ID with VAULT_SECRET_ID (AppRole); VAULT_NAMESPACE,
 * VAULT_CACERT, VAULT_AUTH_MOUNT, VAULT_KUBERNETES_TOKEN_FILE where the customary places differ.
 */
export function vaultSettings(env: Readonly<Record<string, string | undefined>>): VaultSettings {
  const address = env.VAULT_ADDR;
  if (!address) throw new Failure('config', 'VAULT_ADDR is not set: vault:// references need the address of Vault');
  if (!/^https?:\/\/\S+$/.test(address))
    throw new Failure('config', 'VAULT_ADDR must be an address like https://vault.example:8200');
  return {
    address: address.replace(/\/+$/, ''),
    namespace: env.VAULT_NAMESPACE || null,
    caFile: env.VAULT_CACERT || null,
    login: loginOf(env),
  };
}

function loginOf(env: Readonly<Record<string, string | undefined>>): VaultSettings['login'] {
  const { VAULT_TOKEN: token, VAULT_ROLE: role, VAULT_ROLE_ID: roleId, VAULT_SECRET_ID: secretId } = env;
  if (token) return { kind: 'token', token };
  if (roleId && secretId) return { kind: 'approle', mount: env.VAULT_AUTH_MOUNT || 'approle', roleId, secretId };
  if (role) {
    const tokenFile = env.VAULT_KUBERNETES_TOKEN_FILE || serviceAccountToken;
    return { kind: 'kubernetes', mount: env.VAULT_AUTH_MOUNT || 'kubernetes', role, tokenFile };
  }
  throw new Failure(
    'config',
    'no way to log in to Vault: set VAULT_TOKEN, or VAULT_ROLE for Kubernetes, or VAULT_ROLE_ID and VAULT_SECRET_ID',
  );
}
