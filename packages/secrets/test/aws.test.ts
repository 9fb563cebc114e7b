import type { IncomingMessage } from 'node:http';
import { openSecrets, type SecretResolver } from '@incidentfox/secrets';
import { listen, type TestServer } from '@incidentfox/test-kit';

const canary = 'CANARY-99aa10';
const stored: Record<string, { SecretString?: string; SecretBinary?: string }> = {
  'prod/slack': { SecretString: `{"botToken":"${canary}","n":7}` },
  'prod/one': { SecretString: `{"token":"${canary}"}` },
  'prod/plain': { SecretString: canary },
  'prod/binary': { SecretBinary: Buffer.from(canary).toString('base64') },
  'prod/broken': { SecretString: `{"token": ${canary}` },
};
let aws: TestServer;
let secrets: SecretResolver;
let fail: { status: number; type: string } | 'hang' | undefined;

beforeEach(async () => {
  fail = undefined;
  aws = await listen((request, response) => {
    void readJson(request).then((body) => {
      if (fail === 'hang') return;
      const known = stored[String(body.SecretId)];
      const signed = String(request.headers.authorization).startsWith('AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/');
      const target = request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue';
      const problem =
        fail ??
        (!signed || !target ? { status: 400, type: 'UnrecognizedClientException' } : undefined) ??
        (known ? undefined : { status: 400, type: 'ResourceNotFoundException' });
      response.writeHead(problem?.status ?? 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(
        JSON.stringify(
          problem ? { __type: problem.type, message: `about ${canary}` } : { Name: body.SecretId, ...known },
        ),
      );
    });
  });
  const env = {
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'key',
  };
  secrets = openSecrets({ env, timeoutMs: 300 });
});
afterEach(async () => {
  await secrets.close();
  await aws.close({ graceMs: 100 }).catch(() => {}); // the hanging request is left on purpose
});

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

test.each([
  ['aws-sm://prod/slack#botToken', canary],
  ['aws-sm://prod/slack#n', '7'],
  ['aws-sm://prod/one', canary],
  ['aws-sm://prod/plain', canary],
  ['aws-sm://prod/binary', canary],
])('%s is read with the official client', async (reference, value) => {
  expect(await secrets.resolve(reference)).toBe(value);
});

test.each<[string, RegExp]>([
  ['aws-sm://prod/none', /no secret of that id/],
  ['aws-sm://prod/slack', /2 fields \(botToken, n\): add #field/],
  ['aws-sm://prod/slack#token', /no field "token", only botToken, n/],
  ['aws-sm://prod/broken#token', /not a JSON object/],
  ['aws-sm://prod/plain#token', /not a JSON object/],
])('%s cannot be read, and the reason has no value in it', async (reference, reason) => {
  const error = await secrets.resolve(reference).catch((thrown: Error) => thrown);
  expect(String(error)).toMatch(reason);
  expect(String((error as Error).stack)).not.toContain(canary);
});

test.each<[string, RegExp]>([
  ['AccessDeniedException', /needs secretsmanager:GetSecretValue/],
  ['DecryptionFailure', /needs kms:Decrypt/],
  ['UnrecognizedClientException', /does not know these credentials/],
  ['SomethingNew', /could not be asked \(SomethingNew\)/],
])('AWS answers %s', async (type, reason) => {
  fail = { status: 400, type };
  const error = await secrets.resolve('aws-sm://prod/plain').catch((thrown: Error) => thrown);
  expect(String(error)).toMatch(reason);
  expect(String(error)).not.toContain(canary);
});

test('AWS hangs: the start does not', async () => {
  fail = 'hang';
  await expect(secrets.resolve('aws-sm://prod/plain')).rejects.toThrow(/did not answer in time/);
}, 10_000);

test('without a region the reference says what is missing', async () => {
  await expect(openSecrets({ env: {} }).resolve('aws-sm://prod/plain')).rejects.toThrow(/AWS_REGION is not set/);
});
