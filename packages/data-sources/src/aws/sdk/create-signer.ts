import { Sha256 } from '@aws-crypto/sha256-js';
import type { RequestToSign } from '@incidentfox/http-client';
import { SignatureV4 } from '@smithy/signature-v4';
import type { TlsSettings } from '../../vendor-http/connection-settings.ts';
import type { AwsSignature } from '../../vendor-http/server-auth.ts';
import { awsCredentials, connectToAws } from './credentials.ts';
import { toFailure } from './to-failure.ts';

/** Headers that proxies leave as they are: only these are signed. */
const signedHeaders = ['content-type', 'x-scope-orgid'];

/** Signs requests to a server that AWS runs. Throws a Failure when there is nobody to sign as. */
export function createSigner(auth: AwsSignature, name: string, tls: TlsSettings) {
  const credentials = awsCredentials(auth, connectToAws(name, auth.region, tls));
  const signer = new SignatureV4({ service: auth.service, region: auth.region, credentials, sha256: Sha256 });
  return async ({ method, url, headers, body }: RequestToSign): Promise<Record<string, string>> => {
    try {
      const { headers: signed } = await signer.sign({
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        ...(url.port === '' ? {} : { port: Number(url.port) }),
        path: url.pathname,
        query: queryOf(url),
        headers: {
          host: url.host,
          ...Object.fromEntries(Object.entries(headers).filter(([header]) => signedHeaders.includes(header))),
        },
        ...(body === null ? {} : { body }),
      });
      return Object.fromEntries(
        Object.entries(signed)
          .map(([header, value]): [string, string] => [header.toLowerCase(), value])
          .filter(([header]) => header === 'authorization' || header.startsWith('x-amz-')),
      );
    } catch (thrown) {
      throw toFailure(thrown, name);
    }
  };
}

function queryOf(url: URL): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((key) => {
      const values = url.searchParams.getAll(key);
      return [key, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
