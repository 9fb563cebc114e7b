import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type TestServer } from '@incidentfox/test-kit';

/** What a stand-in for HashiCorp Vault holds, and how it behaves. It refuses what Vault's documentation does not allow. */
export interface VaultStandIn extends TestServer {
  /** `mount/path` -> versions, oldest first; null is a deleted version. */
  secrets: Record<string, (Record<string, unknown> | null)[]>;
  tokens: Set<string>;
  behaviour: 'normal' | 'sealed' | 'slow';
  namespace: string | undefined;
  logins: string[];
  leaseSeconds: number;
}

export const jwt = 'jwt-of-the-service-account';
export const secretId = 'approle-secret-id';

export async function vaultStandIn(): Promise<VaultStandIn> {
  const state: Omit<VaultStandIn, keyof TestServer> = {
    secrets: {},
    tokens: new Set(['root-token']),
    behaviour: 'normal',
    namespace: undefined,
    logins: [],
    leaseSeconds: 3600,
  };
  const server = await listen((request, response) => void answer(state, request, response));
  return Object.assign(state, server);
}

async function answer(
  vault: Omit<VaultStandIn, keyof TestServer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const say = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const refuse = (status: number, ...errors: string[]) => say(status, { errors });
  if (vault.behaviour === 'slow') return;
  if (vault.behaviour === 'sealed') return void refuse(503, 'Vault is sealed');
  if (request.headers['x-vault-request'] !== 'true') return void refuse(412, 'required header is missing');
  if (request.headers['x-vault-namespace'] !== vault.namespace) return void refuse(403, 'permission denied');

  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://vault');
  const login = /^\/v1\/auth\/([^/]+)\/login$/.exec(pathname)?.[1];
  if (request.method === 'POST' && login) {
    logIn(vault, login, await bodyOf(request), say, refuse);
    return;
  }

  const [, mount, path] = /^\/v1\/([^/]+)\/data\/(.+)$/.exec(decodeURIComponent(pathname)) ?? [];
  if (request.method !== 'GET' || !mount) return void refuse(405);
  if (!vault.tokens.has(String(request.headers['x-vault-token']))) return void refuse(403, 'permission denied');
  if (path?.startsWith('forbidden')) return void refuse(403, '1 error occurred:\n\t* permission denied\n\n');
  const versions = vault.secrets[`${mount}/${path}`];
  const version = Number(searchParams.get('version') ?? versions?.length ?? 0);
  const data = versions?.[version - 1];
  if (data === undefined) return void refuse(404);
  const deleted = data === null;
  say(deleted ? 404 : 200, {
    data: { data, metadata: { version, destroyed: false, deletion_time: deleted ? '2026-11-23T10:00:00Z' : '' } },
  });
}

function logIn(
  vault: Omit<VaultStandIn, keyof TestServer>,
  mount: string,
  body: Record<string, unknown>,
  say: (status: number, body: unknown) => void,
  refuse: (status: number, ...errors: string[]) => void,
): void {
  const kubernetes = body.role === 'incidentfox' && body.jwt === jwt;
  const approle = body.role_id === 'role-1' && body.secret_id === secretId;
  if (!kubernetes && !approle) {
    refuse(400, 'invalid role or secret ID');
    return;
  }
  const token = `login-${vault.logins.push(mount)}`;
  vault.tokens.add(token);
  say(200, { auth: { client_token: token, lease_duration: vault.leaseSeconds, renewable: true } });
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}
