import { manifestDifference } from '../../src/deployments/manifests/manifest-difference.ts';

const differ = (before: unknown, after: unknown) =>
  manifestDifference(before, after, 'deployment/checkout')?.split('\n').slice(1);
const container = (more: object) => ({ containers: [{ name: 'app', image: 'app:v1', ...more }] });
const env = (...all: [string, string][]) => container({ env: all.map(([name, value]) => ({ name, value })) });

test('what is the same is no difference, whatever else is in it', () => {
  expect(manifestDifference(env(['A', '1']), env(['A', '1']), 'x')).toBeNull();
  expect(manifestDifference({ a: null }, {}, 'x')).toBeNull();
});

test('a value stands under the keys it is in, so that a limit is no request', () => {
  expect(
    differ(
      container({ resources: { limits: { cpu: '2000m' }, requests: { cpu: '100m' } } }),
      container({ resources: { limits: { cpu: '900m' }, requests: { cpu: '100m' } } }),
    ),
  ).toEqual([
    ' containers:',
    '   - name: app',
    '     resources:',
    '       limits:',
    '-        cpu: 2000m',
    '+        cpu: 900m',
  ]);
});

test('variables read as name and value, whatever their order', () => {
  expect(differ(env(['A', '1'], ['POOL_SIZE', '50']), env(['POOL_SIZE', '5'], ['A', '1']))?.slice(2)).toEqual([
    '     env:',
    '-      POOL_SIZE: 50',
    '+      POOL_SIZE: 5',
  ]);
});

test.each([
  ['DB_PASSWORD', 'hunter2', 'hunter3'],
  ['API_KEY', '9f8e7d6c5b4a', '9f8e7d6c5b4b'],
  ['DATABASE_URL', 'postgres://app:hunter2@db:5432/app', 'postgres://app:hunter3@db:5432/app'],
  [
    'WEBHOOK_URL',
    'https://hooks.acme/0123456789abcdef0123456789abcdef',
    'https://hooks.acme/f0123456789abcdef0123456789abcde',
  ],
  ['GREETING', 'hello there', 'hello you'],
])('the value of %s could be a secret: that it changed is told, not what it is', (name, from, to) => {
  const lines = differ(env([name, from]), env([name, to]));
  expect(lines?.slice(3)).toEqual([`-      ${name}: [not shown]`, `+      ${name}: [changed, not shown]`]);
});

test.each([
  ['PAYMENT_HOST', 'pay.shop.svc:8080', 'pay-v2.shop.svc:8080'],
  ['PAYMENT_URL', 'http://pay.shop.svc/v1', 'http://pay.shop.svc/v2'],
  ['LOG_LEVEL', 'info', 'debug'],
  ['HTTP_TIMEOUT', '5s', '30s'],
  ['FAST_PATH', 'off', 'on'],
])('%s is plainly no secret and is shown', (name, from, to) => {
  expect(differ(env([name, from]), env([name, to]))?.slice(3)).toEqual([
    `-      ${name}: ${from}`,
    `+      ${name}: ${to}`,
  ]);
});

test('where a variable is taken from is told', () => {
  const from = (name: string) =>
    container({ env: [{ name: 'DSN', valueFrom: { secretKeyRef: { name, key: 'dsn' } } }] });
  expect(differ(from('db-old'), from('db-new'))?.slice(3)).toEqual([
    '-      DSN: from secretKeyRef db-old dsn',
    '+      DSN: from secretKeyRef db-new dsn',
  ]);
});

test('arguments are shown when they are plain switches', () => {
  const args = (...all: string[]) => container({ args: all });
  expect(differ(args('--workers=8', '--token=abcdefgh'), args('--workers=2', '--token=ijklmnop'))?.slice(3)).toEqual([
    '-      - --workers=8',
    '-      - [not shown]',
    '+      - --workers=2',
    '+      - [changed, not shown]',
  ]);
});

test('a file inside a manifest is compared by its lines', () => {
  const data = (pool: number) => ({ data: { 'app.yaml': `name: checkout\npool:\n  size: ${pool}\n` } });
  expect(differ(data(50), data(5))).toEqual([' data:', '   app.yaml: |', '-      size: 50', '+      size: 5']);
});

test('containers and volumes that come and go are named', () => {
  const before = { containers: [{ name: 'app', image: 'app:v1' }], volumes: [{ name: 'cache', emptyDir: {} }] };
  const after = {
    containers: [
      { name: 'app', image: 'app:v1' },
      { name: 'proxy', image: 'envoy:v3' },
    ],
    volumes: [],
  };
  expect(differ(before, after)).toEqual([
    ' containers:',
    '+  - name: proxy',
    '+    image: envoy:v3',
    ' volumes:',
    '-  - name: cache',
  ]);
});
