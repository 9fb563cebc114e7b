import { Failure } from '@incidentfox/failures';
import { createHttpClient, type HttpClient } from '@incidentfox/http-client';
import { z } from 'zod';
import { pickField } from './pick-field.ts';
import type { SecretReference } from './secret-reference.ts';
import type { SecretStore } from './secret-resolver.ts';
import type { VaultSettings } from './vault-settings.ts';

const Login = z.object({ auth: z.object({ client_token: z.string().min(1), lease_duration: z.number() }) });
const KeyValueVersion2 = z.object({ data: z.object({ data: z.record(z.string(), z.unknown()).nullable() }) });

type VaultReference = Extract<SecretReference, { kind: 'vault' }>;

export interface VaultStoreOptions {
  settings: VaultSettings;
  readFile: (path: string) => Promise<string>;
  now: () => number;
  timeoutMs?: number;
}

/** Reads Vault's key-value store version 2. Logs in when first asked, and again when the login has run out. */
export async function openVault(options: VaultStoreOptions): Promise<SecretStore<'vault'>> {
  const { settings, readFile, now, timeoutMs = 5_000 } = options;
  const ca = settings.caFile === null ? {} : { ca: await readFile(settings.caFile) };
  const namespace: Record<string, string> =
    settings.namespace === null ? {} : { 'x-vault-namespace': settings.namespace };
  const http = createHttpClient({
    name: 'Vault',
    baseUrl: settings.address,
    headers: () => ({ ...namespace, 'x-vault-request': 'true' }),
    tls: async () => ca,
    timeoutMs,
    retries: 1,
    breaker: false,
  });
  const login = keepLogin(http, settings.login, { readFile, now });
  return {
    read: async (reference) => pickField(await readSecret(http, reference, login), reference.field),
    close: () => http.close(),
  };
}

interface KeptLogin {
  token(anew?: boolean): Promise<string>;
  canRepeat: boolean;
}

async function readSecret(
  http: HttpClient,
  reference: VaultReference,
  login: KeptLogin,
): Promise<Record<string, unknown>> {
  const ask = async (token: string) =>
    http.request({
      path: `/v1/${encodePath(reference.mount)}/data/${encodePath(reference.path)}`,
      query: { version: reference.version ?? undefined },
      headers: { 'x-vault-token': token },
      schema: KeyValueVersion2,
    });
  try {
    const { value } = await ask(await login.token()).catch(async (error: unknown) => {
      // A login that ran out looks like a missing permission: try once with a new one.
      if (!login.canRepeat || !isRefusal(error)) throw error;
      return ask(await login.token(true));
    });
    if (value.data.data === null) throw new Failure('not_found', 'this version of it was deleted');
    return value.data.data;
  } catch (error) {
    throw inVaultsWords(error, reference);
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Failure && (error.kind === 'forbidden' || error.kind === 'auth');

/** The token of one login, used until shortly before it runs out. */
function keepLogin(
  http: HttpClient,
  login: VaultSettings['login'],
  { readFile, now }: { readFile: (path: string) => Promise<string>; now: () => number },
): KeptLogin {
  if (login.kind === 'token') return { token: async () => login.token, canRepeat: false };
  let session: { token: Promise<string>; until: number } | undefined;

  const logIn = async (): Promise<string> => {
    const json =
      login.kind === 'approle'
        ? { role_id: login.roleId, secret_id: login.secretId }
        : { role: login.role, jwt: (await readFile(login.tokenFile)).trim() };
    const path = `/v1/auth/${encodePath(login.mount)}/login`;
    const { value } = await http.request({ method: 'POST', path, json, schema: Login, retry: true });
    // A lease of 0 s means: no end.
    if (session && value.auth.lease_duration > 0) session.until = now() + value.auth.lease_duration * 800;
    return value.auth.client_token;
  };

  return {
    canRepeat: true,
    token: (anew = false) => {
      if (anew || !session || session.until <= now()) {
        const entry = { token: Promise.resolve().then(logIn), until: Number.POSITIVE_INFINITY };
        session = entry;
        entry.token = entry.token.catch((error: unknown) => {
          if (session === entry) session = undefined;
          throw inLoginWords(error, login.kind);
        });
      }
      return session.token;
    },
  };
}

function inLoginWords(error: unknown, kind: string): unknown {
  if (!(error instanceof Failure) || !isClientError(error)) return error;
  return new Failure('auth', `Vault refused the ${kind} login (${error.status}): check the role and its secret`, {
    status: error.status,
  });
}

function inVaultsWords(error: unknown, { mount, path }: VaultReference): unknown {
  if (!(error instanceof Failure)) return error;
  const reasons: Readonly<Record<number, string>> = {
    403: `Vault refused it (403): the policy must allow "read" on ${mount}/data/${path}`,
    404: 'Vault has nothing there (404): check mount and path, and that the mount is key-value version 2',
    429: 'Vault asks to slow down (429)',
    503: 'Vault is sealed or not ready (503): unseal it',
  };
  const reason = error.status === undefined || error.kind === 'auth' ? undefined : reasons[error.status];
  return reason === undefined ? error : new Failure(error.kind, reason, { status: error.status });
}

const isClientError = (failure: Failure): boolean =>
  failure.status !== undefined && failure.status >= 400 && failure.status < 500;

/** Mounts and paths may hold slashes; nothing else of theirs means anything in an address. */
const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
