import { openSecrets } from '@incidentfox/secrets';
import { type ForwardProxy, forwardProxy, listen, type TestServer } from '@incidentfox/test-kit';

const variables = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
const former = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
let store: TestServer;
let proxy: ForwardProxy;

beforeEach(async () => {
  for (const name of variables) delete process.env[name];
  store = await listen((request, response) => {
    const isAws = request.headers['x-amz-target'] !== undefined;
    const body = isAws ? { SecretString: 'from AWS' } : { data: { data: { value: 'from Vault' } } };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  proxy = await forwardProxy({ hosts: { 'store.internal': store.port } });
  process.env.HTTP_PROXY = proxy.url;
});
afterEach(async () => {
  await proxy.close();
  await store.close();
  for (const name of variables) {
    if (former[name] === undefined) delete process.env[name];
    else process.env[name] = former[name];
  }
});

test.each([
  ['vault://secrets/slack', 'from Vault', 'GET http://store.internal/v1/secrets/data/slack'],
  ['aws-sm://slack', 'from AWS', 'POST http://store.internal/'],
])('%s is read through the proxy of the environment', async (reference, value, asked) => {
  const secrets = openSecrets({
    env: {
      VAULT_ADDR: 'http://store.internal',
      VAULT_TOKEN: 'token',
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://store.internal',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'key',
    },
  });
  expect(await secrets.resolve(reference)).toBe(value);
  expect(proxy.asked).toEqual([asked]);
  await secrets.close();
});
