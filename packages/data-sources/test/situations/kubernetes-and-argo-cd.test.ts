import { Secret } from '@incidentfox/secrets';
import { argoCd } from '../../src/argo-cd/index.ts';
import { kubernetes } from '../../src/kubernetes/index.ts';
import { admitToArgoCd, anApplication, anEntry, argoCdRoutes, argoToken, sha } from '../argo-cd/stand-in-argo-cd.ts';
import { clusterToken, startCluster } from '../kubernetes/stand-in-cluster.ts';
import { alarmAt, iso } from '../questions.ts';
import { startStandIn } from '../stand-in.ts';
import { type Opened, plays, type Situation } from './situation.ts';

interface Placed {
  readonly namespace: string;
  readonly version: string;
  readonly name?: string;
  readonly labels?: Record<string, string>;
  readonly kind?: 'Deployment' | 'StatefulSet';
}

/** A workload that rolled a version out twelve minutes before the alarm, and whose pod was killed for memory since. */
function objectsOf({ namespace, version, name = 'checkout', labels = {}, kind = 'Deployment' }: Placed) {
  const selecting = { app: name };
  const meta = (own: string, minutes: number, more = {}) => ({
    name: own,
    namespace,
    uid: `${namespace}-${own}`,
    creationTimestamp: iso(minutes),
    labels: { ...selecting, ...labels },
    ...more,
  });
  const workload = {
    metadata: meta(name, -90_000),
    spec: { replicas: 2, selector: { matchLabels: selecting } },
    status: { replicas: 2 },
  };
  const template = (image: string) => ({ metadata: { labels: selecting }, spec: { containers: [{ name, image }] } });
  const ownerReferences = [{ kind, name }];
  const revision = (number: number, minutes: number, image: string) =>
    kind === 'Deployment'
      ? {
          metadata: meta(`${name}-${number}`, minutes, {
            annotations: { 'deployment.kubernetes.io/revision': String(number) },
            ownerReferences,
          }),
          spec: { replicas: 2, template: template(image) },
        }
      : {
          metadata: meta(`${name}-${number}`, minutes, { ownerReferences }),
          revision: number,
          data: { spec: { template: template(image) } },
        };
  const terminated = { reason: 'OOMKilled', exitCode: 137, startedAt: iso(-9), finishedAt: iso(-4) };
  const pod = {
    metadata: meta(`${name}-${namespace}-pod`, -12),
    spec: { nodeName: 'node-a' },
    status: {
      phase: 'Running',
      startTime: iso(-12),
      containerStatuses: [{ name, restartCount: 3, state: {}, lastState: { terminated } }],
    },
  };
  return {
    workload,
    revisions: [revision(1, -9_000, 'acme/app:v1.0.0'), revision(2, -12, `acme/app:${version}`)],
    pod,
  };
}

const cluster = (...placed: Placed[]) => {
  const all = placed.map((one) => ({ ...objectsOf(one), kind: one.kind ?? 'Deployment' }));
  const of = (kind: string) => all.filter((one) => one.kind === kind);
  return async (settings: object = {}): Promise<Opened> => {
    const standIn = await startCluster({
      deployments: of('Deployment').map(({ workload }) => workload),
      statefulsets: of('StatefulSet').map(({ workload }) => workload),
      replicasets: of('Deployment').flatMap(({ revisions }) => revisions),
      controllerrevisions: of('StatefulSet').flatMap(({ revisions }) => revisions),
      pods: all.map(({ pod }) => pod),
    });
    const parsed = kubernetes.settings.parse({ url: standIn.url, ...settings });
    const source = kubernetes.create({
      id: 'kubernetes',
      settings: { ...parsed, token: new Secret('plain', clusterToken) },
      now: () => alarmAt,
    });
    return { source, refused: standIn.refused, close: standIn.close };
  };
};

const development: Placed = { namespace: 'dev', version: 'dev-42' };
const staging: Placed = { namespace: 'staging', version: 'rc-7' };
const production: Placed = { namespace: 'production', version: 'v1.1.0' };
const unmarked: Placed = { namespace: 'shop', version: 'v1.1.0' };
const changes = { capability: 'changes' } as const;

const inKubernetes: Situation[] = [
  {
    what: 'development before production in the list: production',
    ...changes,
    open: cluster(development, production),
    has: ['v1.1.0'],
    never: ['dev-42'],
    tells: /looked only at production\/checkout, not at dev\/checkout/,
  },
  {
    what: 'the title says staging: staging',
    ...changes,
    open: cluster(development, staging, production),
    said: { title: '[staging] checkout returns 500' },
    has: ['rc-7'],
    never: ['dev-42', 'v1.1.0'],
  },
  {
    what: 'a namespace without a word beside one of staging: that one is production',
    ...changes,
    open: cluster({ ...staging, namespace: 'shop-staging' }, unmarked),
    has: ['v1.1.0'],
    never: ['rc-7'],
  },
  {
    what: 'staging said, and only a namespace that does not say so: nothing, and where it is',
    ...changes,
    open: cluster(unmarked),
    said: { 'custom field Environment': 'Staging' },
    never: ['v1.1.0'],
    gap: /only in shop\/checkout.*staging/i,
  },
  {
    what: 'nothing said, and only development runs here: nothing, and where it is',
    ...changes,
    open: cluster(development),
    never: ['dev-42'],
    gap: /only in dev\/checkout.*production/,
  },
  {
    what: 'two regions of production and nothing that decides: both are named, none is taken',
    ...changes,
    open: cluster({ ...production, namespace: 'shop-prod-eu' }, { namespace: 'shop-prod-us', version: 'v1.2.0' }),
    never: ['v1.1.0', 'v1.2.0'],
    gap: /shop-prod-eu\/checkout, shop-prod-us\/checkout.*nothing decides/,
  },
  {
    what: 'two regions of production, and the alert says which',
    ...changes,
    open: cluster({ ...production, namespace: 'shop-prod-eu' }, { namespace: 'shop-prod-us', version: 'v1.2.0' }),
    said: { 'alert attribute env': 'prod-us' },
    has: ['v1.2.0'],
    never: ['v1.1.0'],
  },
  {
    what: 'two namespaces of two teams: both are named, none is taken',
    ...changes,
    open: cluster({ ...unmarked, namespace: 'team-a' }, { namespace: 'team-b', version: 'v9.9.9' }),
    never: ['v1.1.0', 'v9.9.9'],
    gap: /team-a\/checkout, team-b\/checkout/,
  },
  {
    what: "the team's environment is staging",
    ...changes,
    open: cluster(staging, production),
    team: { environment: 'staging' },
    has: ['rc-7'],
    never: ['v1.1.0'],
  },
  {
    what: "the team's environment is production, and a field says staging: the field",
    ...changes,
    open: cluster(staging, production),
    team: { environment: 'production' },
    said: { 'custom field Environment': 'staging' },
    has: ['rc-7'],
    never: ['v1.1.0'],
  },
  {
    what: "the team's environment is production, and prose speaks of staging: production",
    ...changes,
    open: cluster(staging, production),
    team: { environment: 'production' },
    said: { summary: 'Came with the build that was in staging on Monday.' },
    has: ['v1.1.0'],
    never: ['rc-7'],
  },
  {
    what: "the service's environment is set",
    ...changes,
    open: cluster(staging, production),
    service: { place: { environment: 'staging' } },
    has: ['rc-7'],
    never: ['v1.1.0'],
  },
  {
    what: "the service's environment is set, and a field says another: not asked, and why",
    ...changes,
    open: cluster(staging, production),
    service: { place: { environment: 'production' } },
    said: { 'alert attribute environment': 'staging' },
    never: ['rc-7', 'v1.1.0'],
    gap: /incident is about staging.*checkout is set to production/,
  },
  {
    what: 'the tool holds production, and the incident is about staging: not asked, and why',
    ...changes,
    open: cluster(unmarked),
    tool: { environment: 'production' },
    said: { title: 'staging: checkout down' },
    never: ['v1.1.0'],
    gap: /holds production, and this is about staging/,
  },
  {
    what: 'the tool holds staging: namespaces need not say so',
    ...changes,
    open: cluster({ ...unmarked, version: 'rc-7' }),
    tool: { environment: 'staging' },
    said: { title: 'staging: checkout down' },
    has: ['rc-7'],
  },
  {
    what: 'the tool holds another cluster than the alert says: not asked, and why',
    ...changes,
    open: cluster(unmarked),
    tool: { cluster: 'eu-1' },
    said: { 'alert attribute cluster': 'us-1' },
    never: ['v1.1.0'],
    gap: /holds the cluster eu-1, and this is about us-1/,
  },
  {
    what: 'namespaces that say nothing, labels that do',
    ...changes,
    open: cluster(
      { namespace: 'ns-1', version: 'rc-7', labels: { env: 'stg' } },
      { namespace: 'ns-2', version: 'v1.1.0', labels: { env: 'prd' } },
    ),
    has: ['v1.1.0'],
    never: ['rc-7'],
  },
  {
    what: 'two environments in one namespace, told by the name of the workload',
    ...changes,
    open: cluster(
      { namespace: 'shop', name: 'checkout-staging', version: 'rc-7' },
      { namespace: 'shop', name: 'checkout-prod', version: 'v1.1.0' },
    ),
    has: ['v1.1.0'],
    never: ['rc-7'],
  },
  {
    what: 'a deployment in staging and a stateful set in production',
    ...changes,
    open: cluster(staging, { ...production, kind: 'StatefulSet' }),
    has: ['v1.1.0'],
    never: ['rc-7'],
  },
  {
    what: 'a namespace that a person configured is it, whatever it is called',
    ...changes,
    open: () => cluster(staging)({ default_namespace: 'staging' }),
    has: ['rc-7'],
  },
  {
    what: 'a configured namespace of staging, and an incident in production: nothing, and where it is',
    ...changes,
    open: cluster(staging),
    service: { vendorNames: { kubernetes: { namespace: 'staging', workload: 'checkout' } } },
    said: { title: 'checkout is down in production' },
    never: ['rc-7'],
    gap: /only in staging\/checkout/,
  },
  {
    what: 'a service whose own name is the word of an environment',
    ...changes,
    open: cluster({ namespace: 'review', name: 'review-api', version: 'v3.0.0' }),
    service: { name: 'review-api' },
    has: ['v3.0.0'],
  },
  {
    what: 'an environment with a name of its own',
    ...changes,
    open: cluster({ namespace: 'customer-a', version: 'a-1' }, { namespace: 'customer-b', version: 'b-1' }),
    said: { 'custom field Environment': 'customer-b' },
    has: ['b-1'],
    never: ['a-1'],
  },
  {
    what: "pods that were killed in staging are not production's",
    capability: 'infra',
    open: cluster(staging, production),
    has: ['checkout-production-pod'],
    never: ['checkout-staging-pod'],
  },
];

const argo = (...applications: ReturnType<typeof anApplication>[]) => {
  return async (): Promise<Opened> => {
    const standIn = await startStandIn(argoCdRoutes(applications), admitToArgoCd);
    const settings = argoCd.settings.parse({ url: standIn.url, token: 'plain:x' });
    const source = argoCd.create({
      id: 'argo_cd',
      settings: { ...settings, token: new Secret('plain', argoToken) },
      now: () => alarmAt,
    });
    return { source, refused: standIn.refused, close: standIn.close };
  };
};
const history = (letter: string) => [anEntry(2, -12, sha(letter)), anEntry(1, -9_000, sha('1'))];
const to = (namespace: string, server = 'https://kubernetes.default.svc', labels = {}) => ({
  spec: { destination: { namespace, server } },
  labels,
});
function application(name: string, letter: string, at: ReturnType<typeof to>) {
  const one = anApplication(name, history(letter));
  return { ...one, spec: at.spec, metadata: { name, namespace: 'argocd', labels: at.labels } };
}

const inArgoCd: Situation[] = [
  {
    what: 'an application for each environment: that of production',
    ...changes,
    open: argo(application('checkout-staging', 'a', to('shop')), application('checkout-prod', 'b', to('shop'))),
    has: ['bbbbbbb'],
    never: ['aaaaaaa'],
  },
  {
    what: 'an application for each environment, the word in front, staging said',
    ...changes,
    open: argo(application('staging-checkout', 'a', to('shop')), application('prod-checkout', 'b', to('shop'))),
    said: { title: 'Staging checkout is broken' },
    has: ['aaaaaaa'],
    never: ['bbbbbbb'],
  },
  {
    what: 'told by the address of the cluster they go to',
    ...changes,
    open: argo(
      application('checkout', 'a', to('shop', 'https://api.staging.acme.example')),
      application('checkout', 'b', to('shop', 'https://api.prod.acme.example')),
    ),
    has: ['bbbbbbb'],
    never: ['aaaaaaa'],
  },
  {
    what: 'told by a label',
    ...changes,
    open: argo(
      application('checkout', 'a', to('one', undefined, { env: 'qa' })),
      application('checkout', 'b', to('two', undefined, { env: 'live' })),
    ),
    has: ['bbbbbbb'],
    never: ['aaaaaaa'],
  },
  {
    what: 'only development is deployed by Argo CD: nothing, and where it is',
    ...changes,
    open: argo(application('checkout-dev', 'a', to('shop'))),
    never: ['aaaaaaa'],
    gap: /only in checkout-dev/,
  },
];

describe('clusters and who rolls out to them', () => {
  test.each(inKubernetes.map((one) => [one.what, one] as const))('Kubernetes: %s', (_, one) => plays(one));
  test.each(inArgoCd.map((one) => [one.what, one] as const))('Argo CD: %s', (_, one) => plays(one));
});
