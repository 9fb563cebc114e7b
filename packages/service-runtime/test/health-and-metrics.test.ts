import { createMetrics, mountHealth, startHealthServer } from '@incidentfox/service-runtime';
import { listen } from '@incidentfox/test-kit';
import express from 'express';

const metrics = () => createMetrics('test', { processMetrics: false });
const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

describe('health', () => {
  test('live and ready are told apart, with the reason for a no', async () => {
    const server = await startHealthServer({
      port: 0,
      isLive: () => true,
      isReady: () => 'Redis is away',
      metrics: metrics(),
    });
    expect(await get(`${server.url}/health/live`)).toMatchObject({ status: 200, text: '{"ok":true}\n' });
    expect(await get(`${server.url}/health/ready`)).toMatchObject({
      status: 503,
      text: '{"ok":false,"reason":"Redis is away"}\n',
    });
    expect((await get(`${server.url}/else`)).status).toBe(404);
    await server.close();
  });

  test('a check that throws or hangs is a no within two seconds', async () => {
    const server = await startHealthServer({
      port: 0,
      isLive: () => Promise.reject(new Error('xoxb-secret-in-a-bug')),
      isReady: () => new Promise(() => {}),
      metrics: metrics(),
    });
    const [live, ready] = await Promise.all([get(`${server.url}/health/live`), get(`${server.url}/health/ready`)]);
    expect(live).toMatchObject({ status: 503, text: '{"ok":false,"reason":"the check failed"}\n' });
    expect(ready.status).toBe(503);
    await server.close();
  });

  test('health can be mounted on an app that visitors reach, the numbers cannot', async () => {
    const app = express();
    mountHealth(app, { isLive: () => true, isReady: async () => true });
    const server = await listen(app);
    expect((await get(`${server.url}/health/ready`)).status).toBe(200);
    expect((await get(`${server.url}/metrics`)).status).toBe(404);
    await server.close();
  });

  test('a port that is taken is an error at start', async () => {
    const checks = { isLive: () => true, isReady: () => true, metrics: metrics() };
    const first = await startHealthServer({ port: 0, ...checks });
    await expect(startHealthServer({ port: first.port, ...checks })).rejects.toThrow(/taken/);
    await first.close();
  });
});

describe('metrics', () => {
  test('are counted by name and label, and served as Prometheus text', async () => {
    const numbers = metrics();
    numbers.counter('webhooks_total', 'Webhooks by outcome', ['outcome']).inc({ outcome: 'accepted' }, 2);
    numbers.counter('webhooks_total', 'Webhooks by outcome', ['outcome']).inc({ outcome: 'accepted' });
    numbers.gauge('jobs_waiting', 'Jobs').set(7);
    numbers.histogram('answer_seconds', 'Time to answer', [], [0.1, 1]).observe(0.5);
    const server = await startHealthServer({ port: 0, isLive: () => true, isReady: () => true, metrics: numbers });
    const { text, type } = await get(`${server.url}/metrics`);
    await server.close();
    expect(type).toMatch(/^text\/plain/);
    expect(text).toContain('incidentfox_webhooks_total{outcome="accepted",service="test"} 3');
    expect(text).toContain('incidentfox_jobs_waiting{service="test"} 7');
    expect(text).toContain('incidentfox_answer_seconds_bucket{le="1",service="test"} 1');
  });

  test('say which version runs', async () => {
    expect((await metrics().text()).body).toMatch(
      /incidentfox_build_info\{version="\d+\.\d+\.\d+",node="v\d+[^"]*",service="test"\} 1/,
    );
  });

  test('are looked up before each scrape, and one that cannot be had does not keep the others', async () => {
    const numbers = metrics();
    let waiting = 3;
    const jobs = numbers.gauge('jobs_waiting', 'Jobs');
    numbers.beforeScrape(async () => jobs.set(waiting));
    numbers.beforeScrape(async () => {
      throw new Error('Redis is away');
    });
    expect((await numbers.text()).body).toContain('incidentfox_jobs_waiting{service="test"} 3');
    waiting = 4;
    expect((await numbers.text()).body).toContain('incidentfox_jobs_waiting{service="test"} 4');
  });

  test("hold Node's own numbers unless told otherwise", async () => {
    expect((await createMetrics('test').text()).body).toContain('process_cpu_seconds_total');
    expect((await metrics().text()).body).not.toContain('process_cpu');
  });
});
