import type { Reply, VendorRequest } from '../../http/request.ts';
import type { Route } from '../../http/route.ts';
import type { Refusals, Vendor } from '../../http/vendor-server.ts';
import type { World } from '../../telemetry/world.ts';
import { events } from './events.ts';
import { clusterNodes } from './nodes.ts';
import type { ClusterObject } from './objects.ts';
import { pods } from './pods.ts';
import { matchesFields, matchesLabels, SelectorFault } from './selectors.ts';
import { endpointSlices, services } from './services.ts';
import { deployments, replicaSets } from './workloads.ts';

const listParameters = ['labelSelector', 'fieldSelector', 'limit', 'continue', 'resourceVersion', 'timeoutSeconds'];

/** The Kubernetes API, read-only, over the cluster of the scenario that is playing. */
export function kubernetes(world: () => World, token: string): Vendor {
  const lists: readonly Route[] = [
    ...namespaced('/api/v1', 'pods', 'PodList', () => pods(world())),
    ...namespaced('/api/v1', 'events', 'EventList', () => events(world())),
    ...namespaced('/apis/apps/v1', 'deployments', 'DeploymentList', () => deployments(world())),
    ...namespaced('/apis/apps/v1', 'replicasets', 'ReplicaSetList', () => replicaSets(world())),
    ...namespaced('/apis/apps/v1', 'statefulsets', 'StatefulSetList', () => []),
    ...namespaced('/apis/apps/v1', 'daemonsets', 'DaemonSetList', () => []),
    ...namespaced('/apis/apps/v1', 'controllerrevisions', 'ControllerRevisionList', () => []),
    ...namespaced('/apis/autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscalerList', () => []),
    ...namespaced('/api/v1', 'services', 'ServiceList', () => services(world())),
    ...namespaced('/apis/discovery.k8s.io/v1', 'endpointslices', 'EndpointSliceList', () => endpointSlices(world())),
    ...namespaced('/apis/networking.k8s.io/v1', 'ingresses', 'IngressList', () => []),
    ...namespaced('/apis/networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicyList', () => []),
    ...namespaced('/apis/policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudgetList', () => []),
    ...namespaced('/apis/batch/v1', 'jobs', 'JobList', () => []),
    ...namespaced('/apis/batch/v1', 'cronjobs', 'CronJobList', () => []),
    // No certificates and no rollouts: neither cert-manager nor Argo is installed.
    {
      method: 'GET',
      path: '/api/v1/nodes',
      query: listParameters,
      handle: list('NodeList', 'v1', () => clusterNodes(world())),
    },
    { method: 'GET', path: '/api/v1/nodes/:name', handle: one('nodes', () => clusterNodes(world())) },
  ];
  const own: Route = {
    method: 'GET',
    path: '/version',
    handle: () => ({ status: 200, body: { major: '1', minor: '34', gitVersion: 'v1.34.1' } }),
  };
  return { name: 'kubernetes', routes: [...lists, own], refusals: refusals(token) };
}

function namespaced(api: string, plural: string, kind: string, objects: () => readonly ClusterObject[]): Route[] {
  const version = api.replace(/^\/apis?\//, '');
  const handle = list(kind, version, objects);
  return [
    { method: 'GET', path: `${api}/${plural}`, query: listParameters, handle },
    { method: 'GET', path: `${api}/namespaces/:namespace/${plural}`, query: listParameters, handle },
    { method: 'GET', path: `${api}/namespaces/:namespace/${plural}/:name`, handle: one(plural, objects) },
  ];
}

const list =
  (kind: string, apiVersion: string, objects: () => readonly ClusterObject[]) =>
  (request: VendorRequest): Reply => {
    try {
      const wanted = objects().filter(
        (object) =>
          (request.params.namespace === undefined || object.metadata.namespace === request.params.namespace) &&
          matchesLabels(request.query.get('labelSelector') ?? '', object.metadata.labels ?? {}) &&
          matchesFields(request.query.get('fieldSelector') ?? '', object),
      );
      return page(wanted, request, { kind, apiVersion });
    } catch (fault) {
      if (fault instanceof SelectorFault) return status(400, 'BadRequest', fault.message);
      throw fault;
    }
  };

function page(
  objects: readonly ClusterObject[],
  request: VendorRequest,
  type: { kind: string; apiVersion: string },
): Reply {
  const start = Number(Buffer.from(request.query.get('continue') ?? '', 'base64').toString() || 0);
  const limit = Number(request.query.get('limit') ?? objects.length) || objects.length;
  const items = objects.slice(start, start + limit);
  const left = objects.length - start - items.length;
  const metadata =
    left > 0
      ? {
          resourceVersion: '1',
          continue: Buffer.from(String(start + limit)).toString('base64'),
          remainingItemCount: left,
        }
      : { resourceVersion: '1' };
  return { status: 200, body: { ...type, metadata, items } };
}

const one =
  (plural: string, objects: () => readonly ClusterObject[]) =>
  (request: VendorRequest): Reply => {
    const { namespace, name } = request.params;
    const found = objects().find(
      ({ metadata }) => metadata.name === name && (namespace === undefined || metadata.namespace === namespace),
    );
    return found ? { status: 200, body: found } : status(404, 'NotFound', `${plural} "${name}" not found`);
  };

const status = (code: number, reason: string, message: string): Reply => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code },
});

const refusals = (token: string): Refusals => ({
  admit: (request) =>
    request.headers.authorization === `Bearer ${token}` ? null : status(401, 'Unauthorized', 'Unauthorized'),
  mismatch: (mismatch) => {
    if (mismatch.kind === 'query') return status(400, 'BadRequest', `unknown query parameter "${mismatch.name}"`);
    if (mismatch.kind === 'method')
      return status(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
    return status(404, 'NotFound', 'the server could not find the requested resource');
  },
  tooMany: (seconds) => ({
    ...status(429, 'TooManyRequests', 'too many requests, please try again later'),
    headers: { 'retry-after': String(seconds) },
  }),
  broken: () => status(500, 'InternalError', 'etcdserver: request timed out'),
});
