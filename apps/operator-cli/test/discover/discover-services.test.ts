import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '@incidentfox/test-kit';
import { discoverServices } from '../../src/discover/discover-services.ts';

const aWorkload = (name: string, env: Record<string, string>) => {
  const container = { name, env: Object.entries(env).map(([key, value]) => ({ name: key, value })) };
  return {
    metadata: { name, namespace: 'shop' },
    spec: { selector: { matchLabels: {} }, template: { spec: { containers: [container] } } },
  };
};

/** GitHub with one repository of `acme`, and a cluster with one deployment; anything else is away. */
const world = (isClusterUp: boolean, workloads: readonly object[] = [aWorkload('checkout', {})]) =>
  listen((request, response) => {
    const url = request.url ?? '';
    const isGithub = url.startsWith('/orgs/acme/repos');
    response.statusCode = isGithub || isClusterUp ? 200 : 404;
    response.setHeader('content-type', 'application/json');
    const items = url.includes('/deployments') ? workloads : [];
    const repository = { full_name: 'acme/checkout-service', name: 'checkout-service' };
    response.end(JSON.stringify(isGithub ? [repository] : { metadata: {}, items }));
  });

async function discover(tools: object) {
  const file = join(mkdtempSync(join(tmpdir(), 'incidentfox-discover-')), 'incidentfox.json');
  const integrations = {
    incident_io: { webhook_secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', api_key: 'key-0123456789' },
    slack: { enabled: false },
  };
  writeFileSync(file, JSON.stringify({ integrations, tools }));
  const env = { INCIDENTFOX_CONFIG: file, REDIS_URL: 'redis://127.0.0.1:1' };
  const { exitCode: code, text, notes, json } = await discoverServices(env);
  const proposal = JSON.parse(text);
  expect(json).toEqual({ ...proposal, notes });
  return { code, proposal, notes };
}

const toolsAt = (url: string) => ({
  github: { url, token: 'token-0123456789', owner: 'acme' },
  kubernetes: { url, token: 'token-0123456789' },
});

test('proposes one entry for a service two sources know, and needs no Redis', async () => {
  const server = await world(true);
  const { code, proposal, notes } = await discover(toolsAt(server.url));
  expect(proposal).toEqual({
    services: [
      {
        name: 'checkout',
        aliases: ['checkout-service'],
        depends_on: [],
        github: 'acme/checkout-service',
        kubernetes: { namespace: 'shop', workload: 'checkout' },
      },
    ],
  });
  expect(notes).toContain('github: 1 services');
  expect(code).toBe(0);
  await server.close();
});

test('writes what a service is set up to call into depends_on, and how that is known beside it', async () => {
  const settings = { CART_ADDR: 'cart:7070', BANK_URL: 'https://api.bank.example/v1' };
  const server = await world(true, [aWorkload('checkout', settings), aWorkload('cart', {})]);
  const { proposal, notes } = await discover(toolsAt(server.url));
  expect(proposal.services).toMatchObject([
    { name: 'checkout', depends_on: ['cart'] },
    { name: 'cart', depends_on: [] },
  ]);
  expect(notes).toContain('checkout: depends_on cart: only set up, not seen');
  expect(notes).toContain('checkout: also calls api.bank.example, which is in no entry');
  await server.close();
});

test('a source that cannot be asked is said, the others are proposed', async () => {
  const server = await world(false);
  const { code, proposal, notes } = await discover(toolsAt(server.url));
  expect(proposal.services).toMatchObject([{ name: 'checkout-service', github: 'acme/checkout-service' }]);
  expect(notes.some((note) => note.startsWith('kubernetes: '))).toBe(true);
  expect(code).toBe(0);
  await server.close();
});

test('with nothing to ask it exits 1', async () => {
  expect(await discover({})).toMatchObject({ code: 1, proposal: { services: [] } });
});
