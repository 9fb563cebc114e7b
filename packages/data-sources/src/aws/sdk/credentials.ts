import { type Connection, createConnection } from '@incidentfox/http-client';
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from '@smithy/core';
import { UndiciHttpHandler } from '@smithy/undici-http-handler';
import { readTls } from '../../vendor-http/connection/read-tls.ts';
import type { TlsSettings } from '../../vendor-http/connection-settings.ts';
import type { AwsIdentity } from '../../vendor-http/server-auth.ts';

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}
export type AwsCredentials = () => Promise<AwsKeys>;

/** The connection of everything that speaks to AWS for one tool. `endpoint` instead of the public ones. */
export const connectToAws = (name: string, region: string, settings: TlsSettings, endpoint?: string): Connection =>
  createConnection({ name, baseUrl: endpoint ?? `https://sts.${region}.amazonaws.com`, tls: readTls(settings) });

/**
 * Who asks AWS: the given keys, else whoever the official chain finds, and then the role that is to be assumed. What AWS lends is
 * kept until shortly before it runs out. Throws what the SDK throws.
 */
export function awsCredentials(identity: AwsIdentity, connection: Connection, endpoint?: string): AwsCredentials {
  let provider: Promise<AwsCredentials> | undefined;
  return async () => {
    provider ??= findProvider(identity, connection, endpoint);
    return (await provider)();
  };
}

async function findProvider(identity: AwsIdentity, connection: Connection, endpoint?: string): Promise<AwsCredentials> {
  const { fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const requestHandler = new UndiciHttpHandler({ dispatcher: await connection.dispatcher() });
  const clientConfig = { region: identity.region, requestHandler, ...(endpoint === undefined ? {} : { endpoint }) };
  const given = givenKeys(identity);
  const own = given ?? kept(fromNodeProviderChain({ clientConfig }));
  if (identity.role_arn === undefined) return own;
  const params = {
    RoleArn: identity.role_arn,
    RoleSessionName: 'incidentfox',
    ...(identity.external_id === undefined ? {} : { ExternalId: identity.external_id }),
  };
  return kept(fromTemporaryCredentials({ masterCredentials: own, params, clientConfig }));
}

/** Revealed each time: keys may be replaced while we run. */
function givenKeys(identity: AwsIdentity): AwsCredentials | undefined {
  const { access_key_id: id, secret_access_key: key, session_token: token } = identity;
  if (id === undefined || key === undefined) return undefined;
  return async () => ({
    accessKeyId: id.reveal(),
    secretAccessKey: key.reveal(),
    ...(token === undefined ? {} : { sessionToken: token.reveal() }),
  });
}

function kept(provider: AwsCredentials): AwsCredentials {
  return memoizeIdentityProvider(provider, isIdentityExpired, doesIdentityRequireRefresh) ?? provider;
}
