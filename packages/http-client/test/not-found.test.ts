import { createHttpClient } from '@incidentfox/http-client';
import { listen, type TestServer } from '@incidentfox/test-kit';
import { z } from 'zod';

let server: TestServer;
beforeAll(async () => {
  server = await listen((_request, response) =>
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"404 Project Not Found"}'),
  );
});
afterAll(() => server.close());

async function messageFor(
  path: string,
  more: { query?: Record<string, string>; headers?: Record<string, string> } = {},
) {
  const http = createHttpClient({ name: 'gitlab', baseUrl: `${server.url}/api/v4`, headers: () => more.headers ?? {} });
  const query = more.query === undefined ? {} : { query: more.query };
  const failure = await http.request({ path, ...query, schema: z.unknown() }).catch((thrown: Error) => thrown);
  await http.close();
  return failure instanceof Error ? failure.message : '';
}

test('what is not there is told with its address, and with a repository as people write it', async () => {
  expect(await messageFor('/projects/acme%2Fcheckout/deployments')).toBe(
    `gitlab does not have this, or hides it from these credentials (HTTP 404): GET ${server.url}/api/v4/projects/acme/checkout/deployments: 404 Project Not Found`,
  );
});

test('neither parameters nor what was sent as a secret stand in that address', async () => {
  const message = await messageFor('/keys/glpat-0123456789', {
    query: { private_token: 'secret-in-query' },
    headers: { 'private-token': 'glpat-0123456789' },
  });
  expect(message).not.toMatch(/glpat-0123456789|secret-in-query/);
  expect(message).toContain('/api/v4/keys/[redacted]');
});
