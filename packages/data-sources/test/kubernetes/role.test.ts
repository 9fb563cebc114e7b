import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '@incidentfox/secrets';
import { parseAllDocuments } from 'yaml';
import { kubernetes } from '../../src/kubernetes/index.ts';
import { kubernetesSettings } from '../../src/kubernetes/settings.ts';
import { alarmAt, aQuestion } from '../questions.ts';
import type { StandIn } from '../stand-in.ts';
import { aHealthyPod, aHealthyShop } from './faults/healthy-shop.ts';
import { type ClusterObjects, clusterToken, type RoleRule, startCluster } from './stand-in-cluster.ts';

const open: StandIn[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function rulesIn(file: string, ...kinds: string[]): RoleRule[] {
  const text = readFileSync(join(__dirname, '../../../../docs', file), 'utf8');
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ rules }) => rules);
}

const each = (rules: readonly RoleRule[]): string[] =>
  rules
    .flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
      ),
    )
    .sort();

/** `list apps/deployments` of what was asked. */
function verbOf(asked: string): string[] {
  const path = asked.replace(/^GET /, '').replace(/\?.*$/, '');
  const [, core, group, ...rest] =
    /^\/(api|apis)\/(?:v1|([^/]+)\/[^/]+)\/(?:namespaces\/[^/]+\/)?(.+)$/.exec(path) ?? [];
  return core === undefined ? [] : [`list ${group ?? ''}/${rest.join('/')}`];
}

async function askEverything(objects: ClusterObjects, namespace: string | undefined): Promise<string[]> {
  const cluster = await startCluster(objects);
  open.push(cluster);
  const settings = kubernetesSettings.parse({
    url: cluster.url,
    ...(namespace === undefined ? {} : { default_namespace: namespace }),
  });
  const token = new Secret('plain', clusterToken);
  const source = kubernetes.create({ id: 'kubernetes', settings: { ...settings, token }, now: () => alarmAt });
  const { service: _, history: __, ...sweep } = aQuestion();
  for (const vendorName of ['checkout', 'checkout-db', 'nightly', 'nobody']) {
    const question = aQuestion({ vendorNames: { kubernetes: vendorName } });
    for (const answer of [await source.infra?.(question), await source.changes?.(question)]) {
      expect(answer?.warnings).toEqual([]);
      expect(answer?.state).not.toBe('failed');
      expect(answer?.state).not.toBe('partial');
    }
  }
  await source.sweeps?.topology?.({ ...sweep, names: [] });
  await source.discover?.(new AbortController().signal);
  expect((await source.check(new AbortController().signal)).every(({ ok }) => ok)).toBe(true);
  expect(cluster.refused).toEqual([]);
  return [...new Set(cluster.asked.flatMap(verbOf))].sort();
}

function aShopWith(rules: RoleRule[]): ClusterObjects {
  const shop = aHealthyShop();
  const database = { ...shop.deployment, metadata: { ...shop.deployment.metadata, name: 'checkout-db', labels: {} } };
  return {
    deployments: [shop.deployment],
    statefulsets: [database],
    pods: [...shop.pods, aHealthyPod('checkout-9-z')],
    replicasets: shop.replicaSets,
    services: shop.services,
    endpointslices: shop.endpointSlices,
    ingresses: shop.ingresses,
    ingressclasses: shop.ingressClasses,
    persistentvolumeclaims: shop.claims,
    cronjobs: [{ ...shop.cronJobs[0], metadata: { ...shop.cronJobs[0]?.metadata, name: 'nightly', labels: {} } }],
    certificates: shop.certificates,
    rollouts: [],
    rules,
  };
}

test.each([
  ['all namespaces', undefined, 'kubernetes-rbac.yaml', ['ClusterRole']],
  ['one namespace', 'shop', 'kubernetes-rbac-namespace.yaml', ['Role', 'ClusterRole']],
] as const)('the role for %s allows what is asked, and nothing else', async (_, namespace, file, kinds) => {
  const rules = rulesIn(file, ...kinds);
  const asked = await askEverything(aShopWith(rules), namespace);
  expect(asked).toEqual(each(rules));
});

test('nobody asks for secrets, nor for the values of ConfigMaps', () => {
  for (const file of ['kubernetes-rbac.yaml', 'kubernetes-rbac-namespace.yaml'])
    expect(each(rulesIn(file, 'Role', 'ClusterRole')).filter((one) => /secrets|configmaps|\*/.test(one))).toEqual([]);
});
