import { elasticsearchRoutes } from '../../../../packages/data-sources/test/elasticsearch/stand-in-elasticsearch.ts';
import { githubToken, startGithub } from '../../../../packages/data-sources/test/github/stand-in-github.ts';
import {
  admitToGitlab,
  gitlabRoutes,
  gitlabToken,
} from '../../../../packages/data-sources/test/gitlab/stand-in-gitlab.ts';
import {
  admitToken,
  grafanaRoutes,
  grafanaToken,
} from '../../../../packages/data-sources/test/grafana/stand-in-grafana.ts';
import {
  aDeployment,
  aReplicaSet,
  aTemplate,
  type ClusterObjects,
  clusterToken,
  startCluster,
} from '../../../../packages/data-sources/test/kubernetes/stand-in-cluster.ts';
import { alarmAt } from '../../../../packages/data-sources/test/questions.ts';
import { type StandIn, startStandIn } from '../../../../packages/data-sources/test/stand-in.ts';
import { examineTools } from './examined-tools.ts';
import { byPath, json, putAway, serve } from './stand-ins.ts';

const vendors: StandIn[] = [];
afterEach(async () => {
  await Promise.all(vendors.splice(0).map((vendor) => vendor.close()));
  await putAway();
});
const now = () => alarmAt;
const open = async (vendor: Promise<StandIn>) => {
  vendors.push(await vendor);
  return (await vendor).url;
};

/** What is wrong, with what to do about it. */
async function notWell(content: Parameters<typeof examineTools>[0]): Promise<string[]> {
  const { findings } = await examineTools(content, { now });
  return findings
    .filter(({ state }) => state !== 'ok')
    .map(({ state, subject, detail, advice }) => `${state} ${subject}: ${detail} | ${advice}`);
}

const checkout = { name: 'checkout', kubernetes: { namespace: 'shop', workload: 'checkout' } };
const shop: ClusterObjects = {
  deployments: [aDeployment()],
  replicasets: [aReplicaSet(1, -5_000, aTemplate('acme/checkout:1.0.0'))],
};

/** The one replica set of a deployment. */
function aRollout(name: string, namespace: string): ReturnType<typeof aReplicaSet> {
  const set = aReplicaSet(1, -5_000, aTemplate('acme/checkout:1.0.0'));
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid: 'uid-checkout' }];
  return { ...set, metadata: { ...set.metadata, name: `${name}-1`, namespace, ownerReferences } };
}

describe('a cluster', () => {
  const inCluster = async (objects: ClusterObjects, services: object[]) =>
    notWell({ tools: { kubernetes: { url: await open(startCluster(objects)), token: clusterToken } }, services });

  test.each([
    ['deployments', /^failure kubernetes: changes: deployments: .*deployments is forbidden \| Bind a role/],
    ['events', /^failure kubernetes: infra: events: .*events is forbidden \| Bind a role/],
    ['controllerrevisions', /^failure kubernetes: changes: controllerrevisions: /],
  ])('whose role may not list %s is not well, and says which list', async (kind, line) => {
    expect(await inCluster({ ...shop, forbidden: [kind] }, [checkout])).toContainEqual(expect.stringMatching(line));
  });

  test('where the namespace is there and the workload is not: its nearest name that is no other service', async () => {
    const named = (name: string) => ({ ...aDeployment(), metadata: { ...aDeployment().metadata, name, labels: {} } });
    const objects = {
      ...shop,
      deployments: [named('check-out'), named('checkout-v2')],
      replicasets: [aRollout('checkout-v2', 'shop')],
    };
    const other = { name: 'second', kubernetes: { namespace: 'shop', workload: 'checkout-v2' } };
    const mistyped = { name: 'checkout', kubernetes: { namespace: 'shop', workload: 'checkout-v3' } };
    expect(await inCluster(objects, [mistyped, other])).toEqual([
      'failure services: Kubernetes (kubernetes) has no namespace "shop", workload "checkout-v3", which checkout is set to; it has "check-out" | Give services[].kubernetes the name it has there, or leave it if it has nothing there.',
    ]);
  });

  test('where two may be production and nothing decides: both are named', async () => {
    const blue = { ...aDeployment(), metadata: { ...aDeployment().metadata, namespace: 'eu' } };
    const green = { ...aDeployment(), metadata: { ...aDeployment().metadata, namespace: 'us' } };
    expect(await inCluster({ deployments: [blue, green] }, [{ name: 'checkout' }])).toContainEqual(
      expect.stringMatching(/^warning kubernetes: infra of checkout: .*eu\/checkout, us\/checkout.* \| .*environment/),
    );
  });

  test('with a namespace a service has nothing wrong', async () => {
    const own = (name: string) => ({
      ...aDeployment(),
      metadata: { ...aDeployment().metadata, name: 'api', namespace: name },
    });
    const replicasets = ['cart', 'search'].map((name) => aRollout('api', name));
    const services = ['cart', 'search'].map((name) => ({ name, kubernetes: { namespace: name, workload: 'api' } }));
    expect(await inCluster({ deployments: [own('cart'), own('search')], replicasets }, services)).toEqual([]);
  });
});

test('an index whose lines have no message is not well, and says which field to set', async () => {
  const fields = { '@timestamp': 'date', said: 'text', 'service.name': 'keyword', 'log.level': 'keyword' };
  const url = await open(startStandIn(elasticsearchRoutes({ known: true, fields }), () => undefined));
  expect(await notWell({ tools: { elasticsearch: { url } }, services: [{ name: 'checkout-service' }] })).toEqual([
    expect.stringMatching(/^failure elasticsearch: logs: no index of logs-\* has a field message.*set fields\.message/),
  ]);
});

describe('a Grafana', () => {
  test.each([
    ['with nothing that is understood behind it', ['influxdb'], {}],
    ['of which nothing chosen is there', ['prometheus'], { datasources: ['prod-1'] }],
  ])('%s is not well', async (_what, types, settings) => {
    const url = await open(startStandIn(grafanaRoutes(true, types), admitToken));
    const tools = { grafana: { url, token: grafanaToken, ...settings } };
    expect(await notWell({ tools, services: [{ name: 'checkout-service' }] })).toContainEqual(
      expect.stringMatching(
        /^failure grafana: identity: no Prometheus, Loki, Elasticsearch or store of traces.* is behind it/,
      ),
    );
  });
});

describe('a repository', () => {
  test('of GitLab in a subgroup that is not there: its address', async () => {
    const url = await open(startStandIn(gitlabRoutes({}), admitToGitlab));
    const services = [{ name: 'checkout', gitlab: 'acme/platform/checkout' }];
    expect(await notWell({ tools: { gitlab: { url, token: gitlabToken } }, services })).toEqual([
      expect.stringMatching(
        /^failure services: GitLab \(gitlab\) has no "acme\/platform\/checkout", which checkout is set to: .*404.*: GET http.*\/api\/v4\/projects\/acme\/platform\/checkout\/.*; it has "acme\/checkout"/,
      ),
    ]);
  });

  test('group of GitLab that is not there', async () => {
    const url = await serve(
      byPath({
        '/api/v4/user': json({ id: 1, username: 'fox' }),
        '/api/v4/groups/acme%2Fsub/projects': json({ message: '404 Group Not Found' }, {}, 404),
      }),
    );
    const tools = { gitlab: { url, token: gitlabToken, group: 'acme/sub' } };
    expect(await notWell({ tools })).toEqual([
      expect.stringMatching(
        /^failure gitlab: changes: .*404\): GET .*\/groups\/acme\/sub\/projects.* \| Correct tools.gitlab.group/,
      ),
    ]);
  });

  test('of GitHub under a mistyped name: its address and the nearest', async () => {
    const url = await open(startGithub({}));
    const services = [{ name: 'checkout', github: 'acme/chekout' }];
    expect(await notWell({ tools: { github: { url, token: githubToken, owner: 'acme' } }, services })).toEqual([
      expect.stringMatching(
        /^failure services: GitHub .* has no "acme\/chekout".*GET http.*\/repos\/acme\/chekout\/.*; it has "acme\/checkout"/,
      ),
    ]);
  });
});
