import type { Service } from '@incidentfox/incident';
import { startCpuTime } from '@incidentfox/test-kit';
import { matchServices } from '../../src/service-identity/match-services.ts';

const service = (name: string, aliases: string[] = [], vendorNames: Service['vendorNames'] = {}): Service => ({
  name,
  aliases,
  dependsOn: [],
  vendorNames,
});
const catalogue = [
  service('checkout-service', ['checkout'], { kubernetes: { namespace: 'shop', workload: 'storefront-checkout' } }),
  service('payment-gateway'),
  service('payments-db', ['ledger']),
  service('user-service'),
  service('web'),
  service('recommendation-engine'),
  service('github-sync'),
];
const inTitle = (text: string, from = catalogue) => matchServices([{ where: 'title', text }], from);
const named = (text: string) => inTitle(text).map((found) => found.service);

describe('a name as it stands in the catalogue', () => {
  test('is an exact match that quotes the words', () => {
    expect(inTitle('High latency on payment-gateway')).toEqual([
      { service: 'payment-gateway', foundBy: 'exact', because: '"payment-gateway" in the title' },
    ]);
  });
  test('matches in any case, and quotes it as it was written', () => {
    expect(inTitle('PAYMENT-GATEWAY down')).toEqual([
      { service: 'payment-gateway', foundBy: 'exact', because: '"PAYMENT-GATEWAY" in the title' },
    ]);
  });
  test.each([
    'payment-gateway-7d9f8b6c5-x2x9k restarted',
    'payment-gateway-v2.1.0 rolled out',
    'payment-gateway-prod',
    'payment-gateway.shop.svc',
  ])('matches inside %s', (text) => expect(named(text)).toEqual(['payment-gateway']));
  test('does not match inside the name of something else', () => {
    expect(named('payment-gateway-mailer is slow')).toEqual([]);
    expect(named('precheckout and checkouting')).toEqual([]);
  });
});

describe('other ways to say it', () => {
  test('an alias says what it stands for', () => {
    expect(inTitle('Checkout is failing')[0]).toEqual({
      service: 'checkout-service',
      foundBy: 'alias',
      because: '"Checkout" in the title, which also means checkout-service',
    });
  });
  test.each([
    ['High error rate on checkout service', 'checkout-service'],
    ['CheckoutServiceHighErrorRate', 'checkout-service'],
    ['checkout_service_5xx', 'checkout-service'],
    ['chekout broken', 'checkout-service'],
    ['chekcout broken', 'checkout-service'],
    ['Payment gateway timeouts', 'payment-gateway'],
    ['paymentgateway timeouts', 'payment-gateway'],
    ['the gateway for payments is down', 'payment-gateway'],
    ['payments db out of connections', 'payments-db'],
    ['payment database out of connections', 'payments-db'],
    ['recomendation engine empty', 'recommendation-engine'],
    ['GitHub sync stuck', 'github-sync'],
  ])('%s names %s', (text, expected) => expect(named(text)).toEqual([expected]));

  test('a slip of the pen is explained', () => {
    const [found] = inTitle('chekout broken', [service('checkout-service')]);
    expect(found).toEqual({
      service: 'checkout-service',
      foundBy: 'fuzzy',
      because: '"chekout" in the title, spelled close to checkout-service',
    });
  });
});

describe('what is no match', () => {
  test.each([
    'Users are reporting errors',
    'Website pages load slowly on the web for some customers',
    'Please check out the dashboard',
    'Paying customers see a gateway timeout',
    'Database maintenance tonight',
    'A new engine version',
    '',
    '!!! ???',
  ])('%s', (text) => expect(named(text)).toEqual([]));

  test('everyday words are not taken for misspelled names', () => {
    const shops = [service('shipping-service'), service('product-service'), service('ordering')];
    expect(inTitle('Shopping is slow, produced errors, bordering on an outage', shops)).toEqual([]);
  });
  test('the host of a link', () => expect(named('see https://payment-gateway.example.com/status')).toEqual([]));
  test.each(['Errors for users', 'Slow for customers', 'Customers are failing to pay', 'Users time out'])(
    'people are no service: %s',
    (text) => expect(inTitle(text, [service('users'), service('customers'), service('user-service')])).toEqual([]),
  );
  test('words of two sentences are not put together', () =>
    expect(named('Lost a payment. Gateway unknown')).toEqual([]));
  test.each(['payment-gateway is not affected', 'unrelated to payment-gateway', 'payment gateway looks healthy'])(
    'spoken free: %s',
    (text) => expect(named(text)).toEqual([]),
  );
});

describe('a service called by an everyday word', () => {
  test.each(['Errors in user service', 'user-service 5xx', 'UserService down'])('matches its full name: %s', (text) =>
    expect(named(text)).toEqual(['user-service']),
  );
  test.each([
    'High latency on web',
    '[web] 5xx',
    'web: 5xx spike',
    'service=web',
    'web service down',
    'the `web` is slow',
  ])('matches where a name is meant: %s', (text) => expect(named(text)).toEqual(['web']));
});

describe('the subject of a title', () => {
  const catalogue = [service('search'), service('orders'), service('web')];
  test.each([
    ['Search is slow', 'search'],
    ['[SEV2] Search: timeouts', 'search'],
    ['The search is partly unavailable', 'search'],
    ['Orders failing since 14:00', 'orders'],
    ['Web 5xx', 'web'],
    ['P1 - Search latency above 3 s', 'search'],
  ])('is a name, everyday word or not: %s', (text, expected) =>
    expect(inTitle(text, catalogue).map((found) => found.service)).toEqual([expected]),
  );
  test.each(['Searching takes long', 'Order a new license', 'Search results about cats', 'Web pages without images'])(
    'is not every word that stands first: %s',
    (text) => expect(inTitle(text, catalogue)).toEqual([]),
  );
  test('is not looked for in prose', () =>
    expect(matchServices([{ where: 'summary', text: 'Search is slow' }], catalogue)).toEqual([]));
});

describe('links', () => {
  const linked = (text: string, from = catalogue) => matchServices([{ where: 'summary', text }], from);
  test.each([
    ['https://grafana.example/d/ab12/checkout-service?orgId=1', 'checkout-service'],
    ['https://github.com/acme/payment-gateway/pull/7', 'payment-gateway'],
    ['https://wiki.example/runbooks/web.md', 'web'],
    ['https://grafana.example/d/red?var-service=web', 'web'],
  ])('%s leads to %s', (link, expected) => {
    expect(linked(`see ${link}`)).toEqual([
      { service: expected, foundBy: 'link', because: `"${expected}" in a link in the summary` },
    ]);
  });
  test('an everyday word in any path is no name', () => expect(linked('https://wiki.example/web/howto')).toEqual([]));
  test('what is said counts more than what is linked', () =>
    expect(linked('payment-gateway fails https://wiki.example/runbooks/web').map((found) => found.service)).toEqual([
      'payment-gateway',
      'web',
    ]));
  test('broken links are no trouble', () => expect(linked('https://[::1 http://%zz/%E0%A4%A')).toEqual([]));
});

describe('several services', () => {
  test('the longer name wins where both could be meant', () => {
    expect(
      inTitle('payment gateway slow', [service('payment'), service('payment-gateway')]).map((f) => f.service),
    ).toEqual(['payment-gateway']);
  });
  test('surest first, each once, the best reason kept', () => {
    const found = matchServices(
      [
        { where: 'summary', text: 'chekout fails, maybe payment-gateway. checkout fails.' },
        { where: 'title', text: 'payment-gateway errors' },
      ],
      catalogue,
    );
    expect(found.map((f) => [f.service, f.foundBy])).toEqual([
      ['payment-gateway', 'exact'],
      ['checkout-service', 'alias'],
    ]);
    expect(found[0]?.because).toBe('"payment-gateway" in the title');
  });
  test('a short name shared by two services reports both', () => {
    const both = inTitle('refunds are failing', [service('refunds-api'), service('refunds-service')]);
    expect(both.map((f) => f.service).sort()).toEqual(['refunds-api', 'refunds-service']);
  });
});

describe('fields', () => {
  test('a custom field is named as the reason', () => {
    const found = matchServices([{ where: 'custom field Affected service', text: 'web' }], catalogue);
    expect(found).toEqual([
      { service: 'web', foundBy: 'custom_field', because: '"web" in custom field Affected service' },
    ]);
  });
  test.each(['custom field Team', 'custom field Service owner', 'alert attribute severity', 'alert attribute cluster'])(
    '%s tells of something else',
    (where) => expect(matchServices([{ where, text: 'web' }], catalogue)).toEqual([]),
  );
  test('an alert attribute may hold a vendor name that prose may not', () => {
    const text = 'storefront-checkout';
    expect(matchServices([{ where: 'alert attribute deployment', text }], catalogue)).toEqual([
      {
        service: 'checkout-service',
        foundBy: 'alert_attribute',
        because: '"storefront-checkout" in alert attribute deployment, which also means checkout-service',
      },
    ]);
    expect(matchServices([{ where: 'summary', text }], catalogue)).toEqual([]);
  });
});

test('hostile and huge texts are read in bounded time', () => {
  const many = Array.from({ length: 300 }, (_, i) => service(`team${i}-payments-processor-${i}`));
  const tookMs = startCpuTime();
  matchServices(
    [
      { where: 'summary', text: 'payments '.repeat(20_000) },
      { where: 'title', text: '(((((\n"}{'.repeat(5_000) },
    ],
    many,
  );
  expect(tookMs()).toBeLessThan(3_000);
});

test('a storm of 250 long alerts is matched with a catalogue of 1,000 services within a second', () => {
  const areas = [
    'billing',
    'payment',
    'checkout',
    'search',
    'invoice',
    'shipping',
    'catalog',
    'profile',
    'session',
    'stock',
  ];
  const kinds = [
    'gateway',
    'worker',
    'indexer',
    'exporter',
    'router',
    'mailer',
    'ledger',
    'planner',
    'reader',
    'writer',
  ];
  const many = Array.from({ length: 1_000 }, (_, i) =>
    service(`${areas[i % 10]}-${kinds[Math.floor(i / 10) % 10]}-${'abcdefghij'[Math.floor(i / 100)]}x`),
  );
  const alerts = Array.from({ length: 250 }, (_, i) => ({
    where: 'alert',
    text: Array.from({ length: 1_300 }, (_word, j) => `${areas[(i * j) % 10]} ${kinds[(i + j) % 10]} ${i * j}`).join(
      ' ',
    ),
  }));
  const tookMs = startCpuTime();
  const [first] = matchServices([{ where: 'title', text: 'payment-gateway-ax is down' }, ...alerts], many);
  expect(tookMs()).toBeLessThan(1_000);
  expect(first).toMatchObject({ service: 'payment-gateway-ax', foundBy: 'exact' });
});
