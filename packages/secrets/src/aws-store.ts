import { asFailure, Failure } from '@incidentfox/failures';
import { type Connection, createConnection } from '@incidentfox/http-client';
import type { UndiciHttpHandler } from '@smithy/undici-http-handler';
import { pickField } from './pick-field.ts';
import type { SecretStore } from './secret-resolver.ts';

const reasons: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'AWS Secrets Manager has no secret of that id in this region',
  AccessDeniedException: 'AWS refused it: the role needs secretsmanager:GetSecretValue on it',
  DecryptionFailure: 'AWS could not decrypt it: the role needs kms:Decrypt on its key',
  InvalidRequestException: 'AWS has it marked for deletion',
  ExpiredTokenException: 'the AWS credentials have run out',
  UnrecognizedClientException: 'AWS does not know these credentials',
  CredentialsProviderError:
    'there are no AWS credentials: give the process a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
};

/** Reads AWS Secrets Manager. The official client is loaded here, when the first aws-sm:// reference is met. */
export async function openAwsSecretsManager(
  env: Readonly<Record<string, string | undefined>>,
  timeoutMs = 5_000,
): Promise<SecretStore<'aws-sm'>> {
  const { SecretsManagerClient, GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  if (!region) throw new Failure('config', 'AWS_REGION is not set: aws-sm:// references need a region');
  const endpoint = env.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? env.AWS_ENDPOINT_URL;
  const baseUrl = endpoint ?? `https://secretsmanager.${region}.amazonaws.com`;
  const connection = createConnection({ name: 'AWS Secrets Manager', baseUrl });
  const client = new SecretsManagerClient({
    region,
    maxAttempts: 2,
    // Through the proxy of the environment, as everything that is asked.
    requestHandler: await over(connection, timeoutMs),
    ...(endpoint && { endpoint }),
    ...credentialsIn(env),
  });
  return {
    read: async ({ id, field }) => {
      try {
        const answer = await client.send(new GetSecretValueCommand({ SecretId: id }));
        const text = answer.SecretString ?? Buffer.from(answer.SecretBinary ?? []).toString('utf8');
        return field === null ? wholeOrOnlyField(text) : pickField(parseFields(text), field);
      } catch (error) {
        throw inWords(error, connection);
      }
    },
    close: async () => {
      client.destroy();
      await connection.close();
    },
  };
}

/** The SDK's own handler, over a connection that stays ours. */
async function over(connection: Connection, timeoutMs: number) {
  const { UndiciHttpHandler: SdkHandler } = await import('@smithy/undici-http-handler');
  const handle: UndiciHttpHandler['handle'] = async (request, options) => {
    const handler = new SdkHandler({ dispatcher: await connection.dispatcher() });
    return handler.handle(request, { ...options, requestTimeout: timeoutMs });
  };
  return { handle, destroy: () => {}, metadata: { handlerProtocol: 'http/1.1' } };
}

/** Keys that were handed in are used as they are; otherwise the client finds its role by itself. */
function credentialsIn(env: Readonly<Record<string, string | undefined>>) {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) return {};
  return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } };
}

/** A secret that is one JSON object with one field, or a field `value`, needs no name; anything else is the whole text. */
function wholeOrOnlyField(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    return pickField(parseFields(text), null);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'contract') return text;
    throw error;
  }
}

function parseFields(text: string): Record<string, unknown> {
  try {
    const fields: unknown = JSON.parse(text);
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields))
      return fields as Record<string, unknown>;
  } catch {
    // The parser's own message would quote the value.
  }
  throw new Failure('contract', 'it is not a JSON object, so it has no fields: leave #field out');
}

function inWords(error: unknown, connection: Connection): Failure {
  const failure = error instanceof Failure ? error : connection.explain(error);
  if (failure !== undefined) return failure;
  const name = String(Reflect.get(Object(error), 'name'));
  const reason = Object.hasOwn(reasons, name) ? reasons[name] : undefined;
  if (reason !== undefined) return new Failure('config', reason);
  const { kind } = asFailure(error, 'asking AWS');
  return new Failure(
    kind,
    kind === 'timeout'
      ? 'AWS Secrets Manager did not answer in time'
      : `AWS Secrets Manager could not be asked (${name})`,
  );
}
