import { readFile as readFromDisk } from 'node:fs/promises';
import { openAwsSecretsManager } from './aws-store.ts';
import { createResolver, type SecretResolver } from './secret-resolver.ts';
import { vaultSettings } from './vault-settings.ts';
import { openVault } from './vault-store.ts';

export interface OpenSecretsOptions {
  /** `process.env`, from `main.ts`: `env:` references, VAULT_* and AWS_* settings. */
  env: Readonly<Record<string, string | undefined>>;
  readFile?: (path: string) => Promise<string>;
  now?: () => number;
  cacheMs?: number;
  /** For one request to a store. Default 5 s. */
  timeoutMs?: number;
}

/** Resolves every kind of reference. Vault and AWS are only reached, and their code only loaded, when a reference names them. */
export function openSecrets(options: OpenSecretsOptions): SecretResolver {
  const { env, readFile = (path: string) => readFromDisk(path, 'utf8'), now = Date.now, cacheMs, timeoutMs } = options;
  return createResolver({
    env,
    readFile,
    now,
    ...(cacheMs !== undefined && { cacheMs }),
    stores: {
      vault: async () =>
        openVault({ settings: vaultSettings(env), readFile, now, ...(timeoutMs !== undefined && { timeoutMs }) }),
      'aws-sm': () => openAwsSecretsManager(env, timeoutMs),
    },
  });
}
