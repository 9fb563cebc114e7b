import { aService } from '@incidentfox/test-kit';
import { joinDiscovered } from '../../src/service-identity/join-discovered.ts';
import { nameOwners } from '../../src/service-identity/name-owners.ts';
import { pickLabel } from '../../src/service-identity/pick-label.ts';

const service = (name: string, different: Partial<ReturnType<typeof aService>> = {}) =>
  aService({ name, aliases: [], dependsOn: [], vendorNames: {}, ...different });
const inPrometheus = (...names: string[]) => names.map((name) => ({ kind: 'prometheus', name }));

describe('names that a source has', () => {
  test.each([
    ['Core API', 'core-api'],
    ['Identity', 'identity-svc'],
    ['Web App', 'web-frontend'],
    ['Billing', 'billing-web'],
    ['redis-catalog', 'redis-catalog-metrics'],
  ])('%s is asked for as %s', (name, seen) => {
    const { catalogue, discovered } = joinDiscovered(inPrometheus(seen, 'unrelated'), [
      service(name),
      service('Search'),
    ]);
    expect(catalogue[0]?.vendorNames.prometheus).toBe(seen);
    expect(discovered.map((one) => one.name)).toEqual(['unrelated']);
  });

  test('a configured name is never replaced, and a name that is found as it stands needs none', () => {
    const { catalogue } = joinDiscovered(inPrometheus('cart', 'search-api', 'search'), [
      service('Cart', { vendorNames: { prometheus: 'cart' } }),
      service('search'),
    ]);
    expect(catalogue.map(({ vendorNames }) => vendorNames)).toEqual([{ prometheus: 'cart' }, {}]);
  });

  test('is likely also the name of its repository and workload, but for configured ones', () => {
    const { catalogue } = joinDiscovered(inPrometheus('core-api'), [
      service('Core API', { vendorNames: { github: 'acme/core' } }),
    ]);
    expect(catalogue[0]).toMatchObject({
      aliases: ['core-api'],
      vendorNames: { prometheus: 'core-api', github: 'acme/core', gitlab: 'core-api' },
    });
  });

  test('two that could be meant are neither', () => {
    const { catalogue, discovered } = joinDiscovered(inPrometheus('shop-web', 'shop-backend'), [service('Shop')]);
    expect(catalogue[0]?.vendorNames).toEqual({});
    expect(discovered.map(({ name }) => name)).toEqual(['shop-backend', 'shop-web']);
  });

  test('what nobody knows is the only service of the catalogue that it can mean', () => {
    const seen = inPrometheus('celery-billing', 'billing-web', 'hooks', 'docs-render', 'border-control');
    const names = ['Billing', 'Invoice Runs', 'Webhooks', 'Document Rendering', 'Orders'];
    const { catalogue, discovered } = joinDiscovered(
      seen,
      names.map((name) => service(name)),
    );
    expect(catalogue.map(({ vendorNames }) => vendorNames.prometheus)).toEqual([
      'billing-web',
      'celery-billing',
      'hooks',
      'docs-render',
      undefined,
    ]);
    expect(discovered.map(({ name }) => name)).toEqual(['border-control']);
  });

  test('what could mean two of the catalogue means neither', () => {
    const { catalogue } = joinDiscovered(inPrometheus('invoice-worker'), [
      service('Invoice Runs'),
      service('Invoice Mails'),
    ]);
    expect(catalogue.every(({ vendorNames }) => vendorNames.prometheus === undefined)).toBe(true);
  });

  test('what is in no catalogue is one service under all its spellings', () => {
    const seen = [...inPrometheus('cart_service'), { kind: 'loki', name: 'cart' }];
    expect(joinDiscovered(seen, []).discovered).toEqual([
      { name: 'cart', aliases: ['cart_service'], dependsOn: [], vendorNames: {} },
    ]);
  });
});

describe('the owner of a name', () => {
  const ownerOf = nameOwners([
    service('cart'),
    service('Main Cache', { aliases: ['redis-main'] }),
    service('payments', {
      vendorNames: { kubernetes: { namespace: 'shop', workload: 'pay-api' }, github: 'acme/pay' },
    }),
    service('twin-api'),
    service('twin-service'),
  ]);
  test.each([
    ['cart', 'cart'],
    ['Cart-Service', 'cart'],
    ['cart.shop.svc.cluster.local', 'cart'],
    ['http://cart:8080/items', 'cart'],
    ['shop.CartService', 'cart'],
    ['redis-main:6379', 'Main Cache'],
    ['pay-api', 'payments'],
    ['pay', 'payments'],
  ])('%s is %s', (name, expected) => expect(ownerOf(name)?.name).toBe(expected));
  test.each(['cart.example.com', 'twin', '10.0.0.7:80', 'unknown', '', '::'])('nobody owns "%s"', (name) =>
    expect(ownerOf(name)).toBeUndefined(),
  );
});

describe('the label that keeps services apart', () => {
  const jobs = { label: 'job', values: ['spring-apps'] };
  const apps = { label: 'application', values: ['cart', 'orders'] };
  test('holds names of the catalogue', () =>
    expect(pickLabel([{ label: 'service', values: ['a', 'b', 'c'] }, apps], ['Cart'])).toBe('application'));
  test('tells several apart where nothing is known', () => expect(pickLabel([jobs, apps], [])).toBe('application'));
  test('is none with a value for each pod', () =>
    expect(
      pickLabel([{ label: 'instance', values: Array.from({ length: 900 }, (_, at) => `p${at}`) }], []),
    ).toBeNull());
});

test.each([
  ['prod-cart', 'cart'],
  ['cart-eu-west-1', 'cart'],
  ['cart-prod.shop.svc.cluster.local:8080', 'cart'],
  ['cart-staging', undefined],
])('the name %s, where something runs, means %s', (name, owner) => {
  expect(nameOwners([service('cart'), service('search')])(name)?.name).toBe(owner);
});
