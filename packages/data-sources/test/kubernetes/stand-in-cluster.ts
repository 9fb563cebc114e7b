import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { iso } from '../questions.ts';
import { type StandIn, type StandInRoute, startStandIn } from '../stand-in.ts';

export const clusterToken = 'cluster-token-0123456789';

// biome-ignore lint/suspicious/noExplicitAny: objects of the API as they come over the wire
type Wire = Record<string, any>;

/** One rule of a role, as the API has it. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What the stand-in cluster holds, by collection. */
export interface ClusterObjects {
  deployments?: Wire[];
  statefulsets?: Wire[];
  daemonsets?: Wire[];
  replicasets?: Wire[];
  controllerrevisions?: Wire[];
  pods?: Wire[];
  events?: Wire[];
  nodes?: Wire[];
  services?: Wire[];
  endpointslices?: Wire[];
  ingresses?: Wire[];
  ingressclasses?: Wire[];
  networkpolicies?: Wire[];
  horizontalpodautoscalers?: Wire[];
  poddisruptionbudgets?: Wire[];
  persistentvolumeclaims?: Wire[];
  jobs?: Wire[];
  cronjobs?: Wire[];
  /** Without any, the cluster has no such kind and answers 404. */
  certificates?: Wire[];
  /** Without any, the cluster has no such kind. */
  rollouts?: Wire[];
  /** Scale subresources, by `group/version/plural/name`. */
  scales?: Record<string, Wire>;
  /** What the token's role allows; without it, everything. */
  rules?: readonly RoleRule[];
  /** Collections this token may not list. */
  forbidden?: string[];
}

const listQuery = z.strictObject({
  labelSelector: z
    .string()
    .regex(/^[\w./-]+(?:=[\w.-]+| in \([\w.-]+(,[\w.-]+)*\))(,[\w./-]+=[\w.-]+)*$/)
    .optional(),
  fieldSelector: z
    .string()
    .regex(/^(type|reason|involvedObject\.(name|kind|uid)|metadata\.name)=[^,=]+$/)
    .optional(),
  limit: z.string().regex(/^\d+$/).optional(),
  continue: z.string().optional(),
});

export function startCluster(objects: ClusterObjects, pageSize = 250): Promise<StandIn> {
  return startStandIn(clusterRoutes(objects, pageSize), admitToCluster);
}

export const admitToCluster = (headers: IncomingHttpHeaders): string | undefined =>
  headers.authorization === `Bearer ${clusterToken}` ? undefined : 'Unauthorized';

const notFound = { status: 404, body: { kind: 'Status', status: 'Failure', reason: 'NotFound', code: 404 } };
const forbidden = (what: string) => ({
  status: 403,
  body: { kind: 'Status', status: 'Failure', reason: 'Forbidden', message: `${what} is forbidden`, code: 403 },
});

/** The lists of the Kubernetes API, read-only, with real selectors and pages of at most `pageSize`. */
export function clusterRoutes(objects: ClusterObjects, pageSize = 250): StandInRoute[] {
  const list = (group: string, kind: keyof Omit<ClusterObjects, 'forbidden' | 'rules' | 'scales'>): StandInRoute[] =>
    [`${group}/${kind}`, `${group}/namespaces/:namespace/${kind}`].map((path) => ({
      method: 'GET',
      path,
      query: listQuery,
      answer: ({ params, query }) => {
        if (objects.forbidden?.includes(kind) || !isAllowed(objects.rules, group, kind)) {
          return forbidden(kind);
        }
        if (customKinds.has(kind) && objects[kind] === undefined) return notFound;
        const all = (objects[kind] ?? []).filter(
          (one) =>
            (params.namespace === undefined || one.metadata.namespace === params.namespace) && selected(one, query),
        );
        const from = Number(query.continue ?? 0);
        const size = Math.min(pageSize, Number(query.limit ?? pageSize));
        const items = all.slice(from, from + size);
        const left = all.length - from - items.length;
        return {
          body: { metadata: left > 0 ? { continue: String(from + size), remainingItemCount: left } : {}, items },
        };
      },
    }));
  return [
    ...list('/apis/apps/v1', 'deployments'),
    ...list('/apis/apps/v1', 'statefulsets'),
    ...list('/apis/apps/v1', 'daemonsets'),
    ...list('/apis/apps/v1', 'replicasets'),
    ...list('/apis/apps/v1', 'controllerrevisions'),
    ...list('/api/v1', 'pods'),
    ...list('/api/v1', 'events'),
    ...list('/api/v1', 'nodes'),
    ...list('/api/v1', 'services'),
    ...list('/api/v1', 'persistentvolumeclaims'),
    ...list('/apis/discovery.k8s.io/v1', 'endpointslices'),
    ...list('/apis/networking.k8s.io/v1', 'ingresses'),
    ...list('/apis/networking.k8s.io/v1', 'ingressclasses'),
    ...list('/apis/networking.k8s.io/v1', 'networkpolicies'),
    ...list('/apis/autoscaling/v2', 'horizontalpodautoscalers'),
    ...list('/apis/policy/v1', 'poddisruptionbudgets'),
    ...list('/apis/batch/v1', 'jobs'),
    ...list('/apis/batch/v1', 'cronjobs'),
    ...list('/apis/cert-manager.io/v1', 'certificates'),
    ...list('/apis/argoproj.io/v1alpha1', 'rollouts'),
    {
      method: 'GET',
      path: '/apis/:group/:version/namespaces/:namespace/:plural/:name/scale',
      answer: ({ params: { group = '', version = '', plural = '', name = '' } }) => {
        if (!isAllowed(objects.rules, `/apis/${group}/${version}`, `${plural}/scale`, 'get'))
          return forbidden(`${plural}/scale`);
        const scale = objects.scales?.[`${group}/${version}/${plural}/${name}`];
        return scale === undefined ? notFound : { body: scale };
      },
    },
    { method: 'GET', path: '/version', answer: () => ({ body: { major: '1', minor: '34', gitVersion: 'v1.34.1' } }) },
  ];
}

const customKinds: ReadonlySet<string> = new Set(['certificates', 'rollouts']);

function isAllowed(rules: readonly RoleRule[] | undefined, path: string, kind: string, verb = 'list'): boolean {
  const group = path.startsWith('/api/') ? '' : (path.split('/')[2] ?? '');
  return (
    rules?.some(
      ({ apiGroups, resources, verbs }) =>
        apiGroups.includes(group) && resources.includes(kind) && verbs.includes(verb),
    ) ?? true
  );
}

function selected(one: Wire, { labelSelector, fieldSelector }: Readonly<Record<string, string | string[]>>): boolean {
  const parts = String(labelSelector ?? '')
    .split(/,(?![^(]*\))/)
    .filter(Boolean);
  const fits = (part: string): boolean => {
    const [, key = '', values = ''] = /^(\S+) in \((.*)\)$/.exec(part) ?? [];
    if (key !== '') return values.split(',').includes(one.metadata.labels?.[key]);
    const [label = '', value] = part.split('=');
    return one.metadata.labels?.[label] === value;
  };
  if (!parts.every(fits)) return false;
  const [field, value] = String(fieldSelector ?? '').split('=');
  return !field || field.split('.').reduce<Wire | undefined>((inner, key) => inner?.[key], one) === (value as unknown);
}

const labels = { app: 'checkout' };
const meta = (name: string, minutes: number, more: Wire = {}): Wire => ({
  name,
  namespace: 'shop',
  uid: `uid-${name}`,
  creationTimestamp: iso(minutes),
  labels,
  ...more,
});

export function aDeployment(more: Wire = {}): Wire {
  return {
    metadata: meta('checkout', -100_000),
    spec: { replicas: 3, revisionHistoryLimit: 10, selector: { matchLabels: labels } },
    status: {
      replicas: 3,
      conditions: [{ type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', lastUpdateTime: iso(-5) }],
    },
    ...more,
  };
}

export function aTemplate(image: string, container: Wire = {}): Wire {
  const resources = { limits: { memory: '512Mi' }, requests: { memory: '256Mi' } };
  return {
    metadata: { labels },
    spec: {
      containers: [{ name: 'checkout', image, env: [{ name: 'POOL_SIZE', value: '20' }], resources, ...container }],
    },
  };
}

export function aReplicaSet(revision: number, minutes: number, template: Wire, annotations: Wire = {}): Wire {
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout', uid: 'uid-checkout' }];
  const numbered = { 'deployment.kubernetes.io/revision': String(revision), ...annotations };
  return {
    metadata: meta(`checkout-${revision}`, minutes, { annotations: numbered, ownerReferences }),
    spec: { replicas: 3, template },
  };
}

export function aPod(name: string, status: Wire, more: Wire = {}): Wire {
  return {
    metadata: meta(name, -600),
    spec: { nodeName: 'node-a' },
    status: { phase: 'Running', startTime: iso(-600), containerStatuses: [], ...status },
    ...more,
  };
}

export function anEvent(
  object: { kind: string; name: string },
  reason: string,
  message: string,
  more: Wire = {},
): Wire {
  return {
    metadata: meta(`${object.name}.${reason}`, -10),
    involvedObject: { ...object, namespace: 'shop' },
    type: 'Warning',
    reason,
    message,
    count: 4,
    firstTimestamp: iso(-10),
    lastTimestamp: iso(-1),
    ...more,
  };
}

export function aNode(name: string, conditions: Wire[]): Wire {
  return { metadata: { name, creationTimestamp: iso(-50_000) }, status: { conditions } };
}
