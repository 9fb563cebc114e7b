import { aService } from '@incidentfox/test-kit';
import { proposeCatalogue } from '../../src/service-identity/propose-catalogue.ts';

const found = (kind: string, name: string, vendorName: string | Record<string, string> = name) => ({
  kind,
  name,
  vendorName,
});

test('one service under several spellings is one entry, with each vendor name', () => {
  const proposed = proposeCatalogue(
    [
      found('kubernetes', 'checkout', { namespace: 'shop', workload: 'checkout' }),
      found('github', 'checkout-service', 'acme/checkout-service'),
      found('pagerduty', 'Checkout Service', 'PCHECK1'),
      found('github', 'attic', 'acme/attic'),
    ],
    [],
  );
  expect(proposed.map(({ entry }) => entry)).toEqual([
    {
      name: 'checkout-service',
      aliases: ['checkout'],
      depends_on: [],
      kubernetes: { namespace: 'shop', workload: 'checkout' },
      github: 'acme/checkout-service',
      pagerduty: 'PCHECK1',
    },
    { name: 'attic', aliases: [], depends_on: [], github: 'acme/attic' },
  ]);
});

test('an entry of the catalogue keeps what it says and gains what it lacks', () => {
  const known = aService({ name: 'checkout-service', aliases: ['checkout'], vendorNames: { github: 'acme/shop' } });
  const [proposed] = proposeCatalogue(
    [found('github', 'checkout', 'acme/checkout'), found('sentry', 'checkout')],
    [known],
  );
  expect(proposed?.entry).toEqual({
    name: 'checkout-service',
    aliases: ['checkout'],
    depends_on: ['payment-gateway'],
    github: 'acme/shop',
    sentry: 'checkout',
  });
});

test('production is taken before staging, which is said; what only staging has is left out', () => {
  const at = (namespace: string, workload: string) => found('kubernetes', workload, { namespace, workload });
  const proposed = proposeCatalogue(
    [at('staging', 'checkout'), at('shop', 'checkout'), at('staging', 'experiment')],
    [],
  );
  expect(proposed).toHaveLength(1);
  expect(proposed[0]?.entry.kubernetes).toEqual({ namespace: 'shop', workload: 'checkout' });
  expect(proposed[0]?.notes).toEqual(['kubernetes: took shop/checkout, not staging/checkout']);
});

test('services that merely begin alike stay apart', () => {
  const names = proposeCatalogue(
    [found('github', 'payment-gateway'), found('github', 'payment-db'), found('sentry', 'payments')],
    [],
  );
  expect(names.map(({ entry }) => entry.name)).toEqual(['payment-db', 'payment-gateway', 'payments']);
});

test.each([
  'prod-checkout',
  'checkout-prod',
  'checkout-eu-west-1',
  'checkout-prod-eu-west-1',
  'checkout-us-central1',
  'checkout-westeurope',
  'checkout-app',
  'checkout_service',
  'Checkout API',
])('%s is checkout, wherever it runs', (name) => {
  const proposed = proposeCatalogue([found('github', 'checkout', 'acme/checkout'), found('prometheus', name)], []);
  expect(proposed.map(({ entry }) => [entry.name, entry.prometheus])).toEqual([['checkout', name]]);
});

describe('folders that Argo CD rolls out from', () => {
  const rolled = (repository: string, path: string) => ({
    ...found('argo_cd', 'checkout-prod'),
    deployedFrom: [{ repository, path }],
  });

  test.each([
    ['https://github.com/acme/shop.git', 'charts/checkout', 'github', { repo: 'acme/shop', paths: 'charts/checkout' }],
    [
      'git@gitlab.acme.example:web/shop.git',
      'apps/checkout/overlays/prod',
      'gitlab',
      { project: 'web/shop', paths: 'apps/checkout' },
    ],
    ['ssh://git@github.com/acme/shop', './deploy/checkout/', 'github', { repo: 'acme/shop', paths: 'deploy/checkout' }],
  ])('%s at %s is the part of a service whose code nobody knows', (repository, path, kind, name) => {
    const [proposed] = proposeCatalogue([rolled(repository, path)], []);
    expect(proposed?.entry[kind]).toEqual(name);
    expect(proposed?.notes.join()).toContain('where it is rolled out from');
  });

  test('are added to its part of a shared repository, and leave a repository of its own whole', () => {
    const from = rolled('https://github.com/acme/shop', 'charts/checkout');
    const part = { repo: 'acme/shop', paths: 'services/checkout' };
    const [shared] = proposeCatalogue([found('github', 'checkout', part), from], []);
    expect(shared?.entry.github).toEqual({ repo: 'acme/shop', paths: 'services/checkout,charts/checkout' });
    const [alone] = proposeCatalogue([found('github', 'checkout', 'acme/shop'), from], []);
    expect(alone?.entry.github).toBe('acme/shop');
    const [again] = proposeCatalogue([found('github', 'checkout', { ...part, paths: 'charts' }), from], []);
    expect(again?.entry.github).toEqual({ repo: 'acme/shop', paths: 'charts' });
  });
});
