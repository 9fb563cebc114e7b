import { Failure } from '@incidentfox/failures';
import { type HttpClient, urlPath } from '@incidentfox/http-client';
import type { Secret } from '@incidentfox/secrets';
import jwt from 'jsonwebtoken';
import { pemOf } from '../../vendor-http/connection/read-tls.ts';
import { connectVendor } from '../../vendor-http/index.ts';
import { InstallationResponse, InstallationsResponse, InstallationTokenResponse } from '../responses.schema.ts';
import type { GithubSettings } from '../settings.ts';

/** A token of a GitHub App's installation: lent for an hour, asked for again shortly before that. */
export interface AppToken {
  /** Throws a Failure. */
  current(): Promise<string>;
  /** After a 401: true, as another one is asked for. */
  renew(): Promise<boolean>;
}

const earlyMs = 5 * 60_000;
/** GitHub takes at most ten minutes, and its clock may be behind ours. */
const proofSeconds = 9 * 60;

/** Undefined when no App is configured. */
export function createAppToken(settings: GithubSettings, name: string, now: () => number): AppToken | undefined {
  const { app_id: appId, private_key: key } = settings;
  if (appId === undefined || key === undefined) return undefined;
  const headers = async () => ({
    accept: 'application/vnd.github+json',
    'x-github-api-version': settings.api_version,
    authorization: `Bearer ${await proofOf(String(appId), key, now)}`,
  });
  const http = connectVendor({ name, url: settings.url, settings, headers }, { now });
  let lent: { token: Promise<string>; until: number } | undefined;

  return {
    current() {
      if (lent === undefined || lent.until <= now()) {
        const entry = { token: Promise.resolve(''), until: Number.POSITIVE_INFINITY };
        lent = entry;
        entry.token = lend(http, settings).then(
          ({ token, expires_at: end }) => {
            entry.until = Date.parse(end) - earlyMs;
            return token;
          },
          (thrown: unknown) => {
            if (lent === entry) lent = undefined;
            throw thrown;
          },
        );
      }
      return lent.token;
    },
    renew: async () => {
      lent = undefined;
      return true;
    },
  };
}

async function lend(http: HttpClient, settings: GithubSettings) {
  const id = settings.installation_id ?? (await findInstallation(http, settings.owner));
  const path = urlPath`/app/installations/${id}/access_tokens`;
  return (await http.request({ method: 'POST', path, json: {}, schema: InstallationTokenResponse, retry: true })).value;
}

async function findInstallation(http: HttpClient, owner: string | undefined): Promise<number> {
  if (owner !== undefined) {
    const at = (path: string) => http.request({ path, schema: InstallationResponse });
    const found = await at(urlPath`/orgs/${owner}/installation`).catch((thrown: unknown) => {
      if (thrown instanceof Failure && thrown.kind === 'not_found') return at(urlPath`/users/${owner}/installation`);
      throw thrown;
    });
    return found.value.id;
  }
  const { value } = await http.request({ path: '/app/installations', schema: InstallationsResponse });
  const [only] = value;
  if (only !== undefined && value.length === 1) return only.id;
  throw new Failure(
    'config',
    value.length === 0
      ? 'the GitHub App is installed nowhere: install it in the organisation'
      : 'the GitHub App is installed in several places: set tools.github.owner or installation_id',
  );
}

/** What shows that we are the App. */
async function proofOf(appId: string, key: Secret, now: () => number): Promise<string> {
  const pem = await pemOf('private_key', key.reveal(), 'PRIVATE KEY');
  const issuedAt = Math.floor(now() / 1000) - 60;
  try {
    return jwt.sign({ iat: issuedAt, exp: issuedAt + 60 + proofSeconds, iss: appId }, pem, { algorithm: 'RS256' });
  } catch {
    throw new Failure('config', 'private_key is no RSA key: GitHub gives one for an App as PEM'); // the library's words could quote it
  }
}
