import { type RunningSimulator, runSimulator } from './running-simulator.ts';

let simulator: RunningSimulator;
let now = 0;
beforeAll(async () => {
  simulator = await runSimulator();
  await simulator.post('/play', { scenario: 'checkout' });
  now = Date.now();
});
afterAll(() => simulator.close());

const minutesAgo = (minutes: number) => `${now - minutes * 60_000}000000`;

async function ask(query: string, more: Record<string, string> = {}) {
  const parameters = new URLSearchParams({ query, start: minutesAgo(30), end: minutesAgo(0), ...more });
  const response = await fetch(`${simulator.urls.loki}/loki/api/v1/query_range?${parameters}`);
  return { status: response.status, text: await response.text() };
}
async function result(query: string, more: Record<string, string> = {}) {
  const { status, text } = await ask(query, more);
  expect({ status, text: status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
  return (
    JSON.parse(text) as {
      data: {
        resultType: string;
        result: {
          stream?: Record<string, string>;
          metric?: Record<string, string>;
          values: [string | number, string][];
        }[];
      };
    }
  ).data;
}
const lines = async (query: string, more: Record<string, string> = {}) =>
  (await result(query, { limit: '5000', ...more })).result.flatMap(({ values }) => values.map(([, line]) => line));

test('lines come newest first, as many as asked for, within the range', async () => {
  const { result: streams } = await result('{service_name="checkout-service"}', { limit: '50' });
  const stamps = streams.flatMap(({ values }) => values.map(([at]) => BigInt(at)));
  expect(stamps).toHaveLength(50);
  expect(stamps.every((at) => at >= BigInt(minutesAgo(30)) && at < BigInt(minutesAgo(0)))).toBe(true);
  const forward = (
    await result('{service_name="checkout-service"}', { limit: '50', direction: 'forward' })
  ).result.flatMap(({ values }) => values.map(([at]) => BigInt(at)));
  const oldestFirst = stamps.toSorted();
  expect(forward.every((at) => oldestFirst[0] !== undefined && at < oldestFirst[0])).toBe(true);
});

test('the same line is there every time it is asked for', async () => {
  const one = await lines('{app="cart"}', { start: minutesAgo(200), end: minutesAgo(190) });
  expect(one.length).toBeGreaterThan(100);
  expect(await lines('{app="cart"}', { start: minutesAgo(200), end: minutesAgo(190) })).toEqual(one);
});

test('line filters keep and drop', async () => {
  const all = await lines('{app="checkout"}');
  const matching = await lines('{app="checkout"} |= "upstream connect error"');
  const dropped = await lines('{app="checkout"} != "upstream connect error"');
  expect(matching.length).toBeGreaterThan(300);
  expect(matching.length + dropped.length).toBe(all.length);
  expect(await lines('{app="checkout"} |~ "(?i)UPSTREAM CONNECT" !~ "confirm"')).toHaveLength(
    matching.filter((line) => !line.includes('confirm')).length,
  );
  expect(await lines('{app="checkout"} |= "upstream connect" or "request served"')).toHaveLength(
    all.filter((line) => line.includes('upstream connect') || line.includes('request served')).length,
  );
});

test('labels from the line and from structured metadata can be tested', async () => {
  const failed = await lines('{app="checkout"} | logfmt | status="503"');
  const errors = await lines('{app="checkout"} | detected_level="error" |= "status=503"');
  expect(failed.length).toBeGreaterThan(300);
  expect(failed.toSorted().join('\n') === errors.toSorted().join('\n')).toBe(true);
  expect((await lines('{app="checkout"} | logfmt | duration_ms > 30020')).length).toBeLessThan(failed.length);
});

test('counting on the server agrees with the lines', async () => {
  const query = '{app="payment-gateway", level="error"}';
  const all = await lines(query);
  const counted = await result(`sum(count_over_time(${query}[5m]))`, {
    step: '300',
    start: minutesAgo(30),
    end: minutesAgo(0),
  });
  expect(counted.resultType).toBe('matrix');
  const seconds = counted.result[0]?.values.map(([at]) => Number(at)) ?? [];
  expect(seconds.every((at) => at % 300 === 0)).toBe(true);
  const sum = (counted.result[0]?.values ?? []).reduce((total, [, value]) => total + Number(value), 0);
  // Buckets are aligned to the step, so both ends may miss a part.
  expect(sum).toBeGreaterThan(0);
  expect(sum).toBeLessThanOrEqual(all.length);
});

test('before the trouble there is noise, in it there are errors by the hundred', async () => {
  const before = await lines('{app="checkout", level="error"}', { start: minutesAgo(30), end: minutesAgo(4.1) });
  const after = await lines('{app="checkout", level="error"}', { start: minutesAgo(4), end: minutesAgo(0) });
  expect(before.length).toBeLessThan(25);
  expect(after.length).toBeGreaterThan(300);
});

test('labels, their values and series are told', async () => {
  const get = async (path: string) =>
    ((await (await fetch(`${simulator.urls.loki}/loki/api/v1/${path}`)).json()) as { data: unknown }).data;
  expect(await get('labels')).toEqual(['app', 'container', 'level', 'namespace', 'node', 'pod', 'service_name']);
  expect(await get('label/service_name/values')).toContain('payment-gateway');
  const series = (await get(`series?${new URLSearchParams({ 'match[]': '{app="cart"}' })}`)) as Record<
    string,
    string
  >[];
  expect(new Set(series.map((labels) => labels.service_name))).toEqual(new Set(['cart-service']));
});

test.each([
  ['{app="checkout"', 400, 'syntax error'],
  ['{app=~".*"}', 400, 'at least one regexp or equality matcher'],
  ['sum(count_over_time({app="checkout"}))', 400, 'syntax error'],
  ['{app="checkout"} | line_format "x"', 400, 'syntax error'],
])('%s is refused in plain text', async (query, status, reason) => {
  const answer = await ask(query);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(reason);
});

test('limits of the server hold', async () => {
  expect((await ask('{app="checkout"}', { limit: '5001' })).text).toContain('max entries limit');
  const instant = await fetch(
    `${simulator.urls.loki}/loki/api/v1/query?${new URLSearchParams({ query: '{app="checkout"}' })}`,
  );
  expect(instant.status).toBe(400);
  expect(await (await fetch(`${simulator.urls.loki}/loki/api/v1/query_range?querry=x`)).text()).toContain(
    'unknown parameter querry',
  );
});
