import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { debianBinary } from '@incidentfox/test-kit';
import { alertmanager } from '../../src/alertmanager/index.ts';
import type { DataSource } from '../../src/data-source.ts';
import { aPlainQuestion } from '../plain-question.ts';
import { type StartedServer, startServer, temporaryDirectory } from '../real-servers/started-server.ts';

const binary = debianBinary('prometheus-alertmanager', 'prometheus-alertmanager');
const describeReal = binary === null ? describe.skip : describe;

describeReal('a real Alertmanager', () => {
  const now = Date.now();
  const startsAt = new Date(now - 600_000).toISOString();
  const question = aPlainQuestion({
    service: { name: 'checkout', aliases: [] },
    window: { from: now - 3_600_000, to: now + 60_000 },
  });
  let server: StartedServer;
  let source: DataSource;

  beforeAll(async () => {
    const directory = await temporaryDirectory();
    await writeFile(
      join(directory, 'alertmanager.yml'),
      'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n',
    );
    server = await startServer({
      binary: binary ?? '',
      directory,
      args: (listen) => [
        '--config.file=alertmanager.yml',
        '--storage.path=data',
        '--cluster.listen-address=',
        `--web.listen-address=${listen}`,
      ],
      readyPath: '/-/ready',
    });
    await post('alerts', [
      {
        labels: { alertname: 'HighErrorRatio', service: 'checkout', severity: 'page' },
        annotations: { summary: 'a fifth fails' },
        startsAt,
        generatorURL: 'http://prometheus/graph?g0.expr=x',
      },
      { labels: { alertname: 'PodRestarts', pod: 'checkout-7c9d8f5b6-x2k4p', team: 'shop' }, startsAt },
      { labels: { alertname: 'Quiet', job: 'prod/checkout' }, startsAt },
      { labels: { alertname: 'Elsewhere', service: 'checkout-worker' }, startsAt },
    ]);
    await post('silences', {
      matchers: [{ name: 'alertname', value: 'Quiet', isRegex: false }],
      startsAt,
      endsAt: new Date(now + 3_600_000).toISOString(),
      createdBy: 'test',
      comment: 'known',
    });
    source = alertmanager.create({
      id: 'alertmanager',
      settings: alertmanager.settings.parse({ url: server.url }),
      now: Date.now,
    });
  }, 60_000);
  afterAll(() => server?.stop());

  async function post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${server.url}/api/v2/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  }

  test('tells what fires for the service by label, pod and job, what is silenced, and nothing of another service', async () => {
    const answer = await source.alerts?.(question);
    const told = (answer?.items ?? []).map(({ name, state, startedAt }) => ({ name, state, startedAt }));
    const at = Date.parse(startsAt);
    expect(told.sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'HighErrorRatio', state: 'firing', startedAt: at },
      { name: 'PodRestarts', state: 'firing', startedAt: at },
      { name: 'Quiet', state: 'suppressed', startedAt: at },
    ]);
    expect(answer?.items.find(({ name }) => name === 'HighErrorRatio')).toMatchObject({
      severity: 'page',
      description: 'a fifth fails',
      url: 'http://prometheus/graph?g0.expr=x',
    });
  });

  test('a matcher of the settings narrows what is told', async () => {
    const narrow = alertmanager.create({
      id: 'am',
      settings: alertmanager.settings.parse({ url: server.url, filter: ['team="shop"'] }),
      now: Date.now,
    });
    expect((await narrow.alerts?.(question))?.items.map(({ name }) => name)).toEqual(['PodRestarts']);
  });

  test('a matcher that is none is told with the words of the server', async () => {
    const wrong = alertmanager.create({
      id: 'am',
      settings: alertmanager.settings.parse({ url: server.url, filter: ['{{'] }),
      now: Date.now,
    });
    expect(await wrong.alerts?.(question)).toMatchObject({
      state: 'failed',
      failure: { kind: 'bad_query', http: 400, message: expect.stringContaining('bad matcher') },
    });
  });

  test('its check names the version', async () => {
    const [check] = await source.check(new AbortController().signal);
    expect(check).toMatchObject({ ok: true, detail: expect.stringMatching(/^version \d+\.\d+\.\d+, cluster /) });
  });
});
