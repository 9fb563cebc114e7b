import { createIncidentIo } from '@incidentfox/incident-io/api';
import { forwardProxy, listen } from '@incidentfox/test-kit';

const variables = ['http_proxy', 'no_proxy', 'HTTP_PROXY', 'NO_PROXY'];
const former = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
afterEach(() => {
  for (const name of variables) {
    if (former[name] === undefined) delete process.env[name];
    else process.env[name] = former[name];
  }
});

test('incident.io is asked through the proxy of the environment', async () => {
  for (const name of variables) delete process.env[name];
  const incidentIo = await listen((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"errors":[{"message":"no such incident"}]}');
  });
  const proxy = await forwardProxy({ hosts: { 'incident-io.internal': incidentIo.port } });
  process.env.HTTP_PROXY = proxy.url;
  const client = createIncidentIo({ apiUrl: 'http://incident-io.internal', apiKey: () => 'key' });
  await expect(client.incident('01ABC')).rejects.toMatchObject({ kind: 'not_found' });
  expect(proxy.asked).toEqual(['GET http://incident-io.internal/v2/incidents/01ABC']);
  await client.close();
  await proxy.close();
  await incidentIo.close();
});
