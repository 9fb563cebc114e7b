import type { DataSource } from '../../src/data-source.ts';
import { prometheus } from '../../src/prometheus/index.ts';
import { aPlainQuestion } from '../plain-question.ts';
import type { StartedServer } from '../real-servers/started-server.ts';
import { describeWithPrometheus, startBackfilledPrometheus } from './backfilled-prometheus.ts';
import { readsABackfilledIncident } from './reads-a-backfilled-incident.ts';

const rules = `groups:
  - name: shop
    interval: 1s
    rules:
      - { alert: HighErrorRatio, expr: vector(1), labels: { service: plain-shop, severity: page }, annotations: { summary: "a fifth fails" } }
      - { alert: SlowDisk, expr: vector(1), labels: { service: other-shop } }
`;

describeWithPrometheus('a real Prometheus', () => {
  let server: StartedServer;
  let source: DataSource;

  beforeAll(async () => {
    server = await startBackfilledPrometheus(rules);
    source = prometheus.create({
      id: 'prometheus',
      settings: prometheus.settings.parse({ url: server.url }),
      now: Date.now,
    });
  }, 60_000);

  afterAll(() => server?.stop());

  readsABackfilledIncident(() => source);

  test('gives the alerts that fire for the service and no others', async () => {
    const now = Date.now();
    const question = aPlainQuestion({
      service: { name: 'plain-shop' },
      window: { from: now - 3_600_000, to: now + 60_000 },
    });
    const answer = await source.alerts?.(question);
    expect(
      answer?.items.map(({ name, service, severity, state, description }) => ({
        name,
        service,
        severity,
        state,
        description,
      })),
    ).toEqual([
      {
        name: 'HighErrorRatio',
        service: 'plain-shop',
        severity: 'page',
        state: 'firing',
        description: 'a fifth fails',
      },
    ]);
  });

  test('its check names the version and sees the jobs', async () => {
    const checks = await source.check(new AbortController().signal);
    expect(checks).toEqual([
      { capability: 'identity', ok: true, detail: expect.stringMatching(/^version \d+\.\d+/), hint: null },
      { capability: 'metrics', ok: true, detail: expect.stringContaining('jobs'), hint: null },
    ]);
  });

  test('a link opens the expression browser at the question', async () => {
    const answer = await source.metrics?.(aPlainQuestion({ service: { name: 'plain-shop' } }));
    const link = new URL(answer?.provenance.deepLink ?? '');
    expect(link.origin).toBe(server.url);
    expect(link.searchParams.get('g0.expr')).toContain('http_requests_total{service="plain-shop"');
    expect((await fetch(link)).status).toBe(200);
  });
});
