import { type Connection, createConnection } from '@incidentfox/http-client';
import { readTls } from '../../vendor-http/connection/read-tls.ts';
import type { TlsSettings } from '../../vendor-http/connection-settings.ts';
import type { AwsIdentity } from '../../vendor-http/server-auth.ts';
import type { AwsCredentials } from './keep-credentials.ts';

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
  const given = givenKeys(identity);
  if (given !== undefined && identity.role_arn === undefined) return given;
  // The official providers are many: loaded only where keys have to be found or lent.
  const { fromNodeProviderChain, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const { keepCredentials } = await import('./keep-credentials.ts');
  const clientConfig = {
    region: identity.region,
    requestHandler: await over(connection),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
  const own = given ?? keepCredentials(fromNodeProviderChain({ clientConfig }));
  if (identity.role_arn === undefined) return own;
  const params = {
    RoleArn: identity.role_arn,
    RoleSessionName: 'incidentfox',
    ...(identity.external_id === undefined ? {} : { ExternalId: identity.external_id }),
  };
  return keepCredentials(fromTemporaryCredentials({ masterCredentials: own, params, clientConfig }));
}

const timeoutMs = 10_000;

/** The SDK's own handler, over a connection that stays ours: the SDK ends those of its clients. */
async function over(connection: Connection) {
  const { UndiciHttpHandler } = await import('@smithy/undici-http-handler');
  const handle: InstanceType<typeof UndiciHttpHandler>['handle'] = async (request, options) => {
    const handler = new UndiciHttpHandler({ dispatcher: await connection.dispatcher() });
    return handler.handle(request, { ...options, requestTimeout: timeoutMs });
  };
  return { handle, destroy: () => {}, metadata: { handlerProtocol: 'http/1.1' } };
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
