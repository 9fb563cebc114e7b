import { type RunningSimulator, runSimulator } from './running-simulator.ts';

let simulator: RunningSimulator;
let alarmAt = 0;
beforeAll(async () => {
  simulator = await runSimulator();
  alarmAt = Date.now();
  await simulator.post('/play', { scenario: 'memory' });
});
afterAll(() => simulator.close());

const minutesBefore = (text: string) => Math.round((alarmAt - Date.parse(text)) / 60_000);

async function ask(vendor: 'github' | 'kubernetes' | 'prometheus', path: string, headers: Record<string, string> = {}) {
  const tokens = { github: 'ghp_simulator', kubernetes: 'simulator', prometheus: '' };
  const response = await fetch(`${simulator.urls[vendor]}${path}`, {
    headers: { authorization: `Bearer ${tokens[vendor]}`, ...headers },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}

describe('GitHub', () => {
  interface Deployment {
    id: number;
    sha: string;
    ref: string;
    created_at: string;
  }
  const deploymentsOf = async (repo: string) =>
    (await ask('github', `/repos/${repo}/deployments?per_page=100`)).body as Deployment[];

  test('tells deployments newest first, with their statuses', async () => {
    const deployments = await deploymentsOf('acme/cart');
    expect(deployments[0]).toMatchObject({ ref: 'v4.3.0', environment: 'production' });
    expect(minutesBefore(deployments[0]?.created_at ?? '')).toBe(16);
    expect(deployments.map(({ created_at }) => created_at)).toEqual(
      deployments
        .map(({ created_at }) => created_at)
        .toSorted()
        .reverse(),
    );
    const { body } = await ask('github', `/repos/acme/cart/deployments/${deployments[0]?.id}/statuses`);
    expect((body as { state: string }[]).map(({ state }) => state)).toEqual(['success', 'in_progress']);
  });

  test('a change of configuration is a deployment without a version', async () => {
    const [newest] = await deploymentsOf('acme/catalog');
    expect(newest).toMatchObject({ ref: 'main', description: 'Lower the memory limit of catalog from 512Mi to 320Mi' });
  });

  test('every service has a past, so that a change can be weighed against its habit', async () => {
    for (const repo of ['acme/storefront', 'acme/payment-gateway', 'acme/search'])
      expect((await deploymentsOf(repo)).length).toBeGreaterThan(5);
  });

  test('two deployments can be compared', async () => {
    const [newest, previous] = await deploymentsOf('acme/cart');
    const { body } = await ask('github', `/repos/acme/cart/compare/${previous?.sha}...${newest?.sha}`);
    expect(body).toMatchObject({
      total_commits: 1,
      files: [{ filename: 'src/cart/retention.ts' }, { filename: 'src/cart/retention.test.ts' }],
    });
  });

  test('a comparison, a commit and a pull request show what was altered', async () => {
    const [newest, previous] = await deploymentsOf('acme/catalog');
    const line = {
      filename: 'deploy/production/values.yaml',
      changes: 2,
      patch: expect.stringContaining('memory: 320Mi'),
    };
    const compared = await ask('github', `/repos/acme/catalog/compare/${previous?.sha}...${newest?.sha}`);
    expect(compared.body).toMatchObject({ files: [line] });
    expect((await ask('github', `/repos/acme/catalog/commits/${newest?.sha}`)).body).toMatchObject({ files: [line] });
    const [pull] = (await ask('github', '/repos/acme/catalog/pulls?state=closed')).body as { number: number }[];
    expect((await ask('github', `/repos/acme/catalog/pulls/${pull?.number}/files`)).body).toMatchObject([line]);
  });

  test('merged pull requests are found by repository and time', async () => {
    const since = new Date(alarmAt - 3_600_000).toISOString().replace(/\.\d+/, '');
    const q = `repo:acme/catalog is:pr is:merged merged:>=${since}`;
    const { body } = await ask('github', `/search/issues?${new URLSearchParams({ q })}`);
    expect(body).toMatchObject({
      total_count: 1,
      items: [{ title: 'Lower the memory limit of catalog from 512Mi to 320Mi' }],
    });
  });

  test('long lists have a next page', async () => {
    const { headers, body } = await ask('github', '/repos/acme/cart/deployments?per_page=2');
    const next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    const second = (await (
      await fetch(next, { headers: { authorization: 'Bearer ghp_simulator' } })
    ).json()) as Deployment[];
    expect(second).toHaveLength(2);
    expect(second[0]?.id).not.toBe((body as Deployment[])[0]?.id);
  });

  test.each([
    ['/repos/acme/nothing/deployments', 404],
    ['/repos/acme/cart/nothing', 404],
    ['/repos/acme/cart/deployments?since=yesterday', 422],
    ['/search/issues?q=repo:acme/cart+misspelt:x', 422],
  ])('%s is refused with %d', async (path, status) => {
    expect((await ask('github', path)).status).toBe(status);
  });
  test('a wrong token is refused', async () => {
    expect((await ask('github', '/user', { authorization: 'Bearer other' })).status).toBe(401);
  });
});

describe('Kubernetes', () => {
  test('pods tell how often they were restarted and why', async () => {
    const { body } = await ask('kubernetes', '/api/v1/namespaces/shop/pods?labelSelector=app%3Dcatalog');
    const { items } = body as {
      items: { status: { containerStatuses: { restartCount: number; lastState: object }[] } }[];
    };
    expect(items.map((pod) => pod.status.containerStatuses[0]?.restartCount)).toEqual([6, 6]);
    expect(items[0]?.status.containerStatuses[0]?.lastState).toMatchObject({
      terminated: { reason: 'OOMKilled', exitCode: 137 },
    });
  });

  test('the newest replica set shows what was changed', async () => {
    const { body } = await ask(
      'kubernetes',
      '/apis/apps/v1/namespaces/shop/replicasets?labelSelector=app%20in%20(catalog)',
    );
    const sets = (
      body as {
        items: {
          metadata: { annotations: Record<string, string> };
          spec: { template: { spec: { containers: { image: string; resources: { limits: { memory: string } } }[] } } };
        }[];
      }
    ).items;
    const shown = sets
      .map(({ spec }) => spec.template.spec.containers[0])
      .map((container) => [container?.image, container?.resources.limits.memory]);
    expect(shown).toEqual([
      ['registry.acme.example/catalog:v6.0.2', '512Mi'],
      ['registry.acme.example/catalog:v6.0.2', '320Mi'],
    ]);
  });

  test('events are filtered by field and forgotten after an hour', async () => {
    const { body } = await ask('kubernetes', '/api/v1/namespaces/shop/events?fieldSelector=type%3DWarning');
    const { items } = body as { items: { reason: string; type: string }[] };
    expect(items.map(({ reason }) => reason)).toEqual(['BackOff']);
    const all = (await ask('kubernetes', '/api/v1/namespaces/shop/events')).body as { items: { reason: string }[] };
    expect(all.items.map(({ reason }) => reason)).toContain('ScalingReplicaSet');
  });

  test('long lists go on where they ended', async () => {
    interface Page {
      metadata: { continue?: string; remainingItemCount?: number };
      items: { metadata: { name: string } }[];
    }
    const first = (await ask('kubernetes', '/api/v1/namespaces/shop/pods?limit=5')).body as Page;
    const second = (
      await ask('kubernetes', `/api/v1/namespaces/shop/pods?limit=500&continue=${first.metadata.continue}`)
    ).body as Page;
    expect(first.metadata.remainingItemCount).toBe(second.items.length);
    expect(second.metadata).not.toHaveProperty('continue');
  });

  test.each([
    ['/api/v1/namespaces/shop/pods/nobody', 404, 'NotFound'],
    ['/api/v2/pods', 404, 'NotFound'],
    ['/api/v1/pods?colour=red', 400, 'BadRequest'],
    ['/api/v1/pods?labelSelector=(((', 400, 'BadRequest'],
  ])('%s is refused with a Status', async (path, code, reason) => {
    const { status, body } = await ask('kubernetes', path);
    expect(status).toBe(code);
    expect(body).toMatchObject({ kind: 'Status', status: 'Failure', reason });
  });
});

describe('Prometheus', () => {
  const data = async (path: string) => ((await ask('prometheus', path)).body as { data: never }).data;

  test('metrics are discovered by selector and range', async () => {
    const selector = new URLSearchParams({ 'match[]': '{service="catalog-service"}' });
    expect(await data(`/api/v1/label/__name__/values?${selector}`)).toContain('http_requests_total');
    expect(await data(`/api/v1/labels?${selector}`)).toEqual(expect.arrayContaining(['__name__', 'code', 'le', 'pod']));
    const longAgo = new URLSearchParams({ 'match[]': 'up', start: '1000', end: '2000' });
    expect(await data(`/api/v1/series?${longAgo}`)).toEqual([]);
  });

  test('alerts fire since the moment the scenario says', async () => {
    const { alerts } = (await data('/api/v1/alerts')) as {
      alerts: { state: string; activeAt: string; labels: object }[];
    };
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      state: 'firing',
      labels: { alertname: 'CatalogErrorBudgetBurn', service: 'catalog-service' },
    });
    expect(minutesBefore(alerts[0]?.activeAt ?? '')).toBe(2);
  });

  test.each([
    ['/api/v1/query_range?query=up&start=0&end=100000&step=1', 'exceeded maximum resolution'],
    ['/api/v1/query_range?query=up&start=10&end=5&step=1', 'end timestamp must not be before start'],
    ['/api/v1/query?query=sum(', 'parse error'],
    ['/api/v1/query?querry=up', 'unknown parameter'],
  ])('%s is bad data', async (path, reason) => {
    const { status, body } = await ask('prometheus', path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'error', errorType: 'bad_data', error: expect.stringContaining(reason) });
  });
});
