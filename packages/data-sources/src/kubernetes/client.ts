import { Failure } from '@incidentfox/failures';
import { type HttpClient, urlPath } from '@incidentfox/http-client';
import type { z } from 'zod';
import type { QuestionRun } from '../answering/index.ts';
import { connectVendor, followPages, type Requester, readOptions, type VendorAccess } from '../vendor-http/index.ts';
import { findConnection } from './connection/find-connection.ts';
import { pageSize } from './limits.ts';
import { Scale } from './objects/objects.schema.ts';
import {
  ClusterEvent,
  ClusterNode,
  ClusterPod,
  ClusterReplicaSet,
  ControllerRevision,
  pageOf,
  VersionResponse,
  Workload,
} from './responses.schema.ts';
import type { KubernetesSettings } from './settings.ts';
import type { WorkloadKind } from './workload/find-workload.ts';

type Query = Readonly<Record<string, string>>;

/** The Kubernetes API as far as we use it: lists, read only. Every call throws a Failure. `namespace` undefined is all of them. */
export type KubernetesClient = ReturnType<typeof connectKubernetes>;

/** A collection: `path` goes before the namespace, `plural` after it. */
export interface ObjectKind<Item extends z.ZodType> {
  readonly path: string;
  readonly plural: string;
  readonly schema: Item;
}

export function connectKubernetes(settings: KubernetesSettings, name: string, { now, onUnauthorized }: VendorAccess) {
  let connected: Promise<HttpClient> | undefined;

  const connect = async (): Promise<HttpClient> => {
    const { url, headers, tls, renew } = await findConnection(settings, now);
    return connectVendor(
      { name, url, settings, headers, ...(tls === undefined ? {} : { tls }) },
      { now, onUnauthorized: async () => (await renew()) || ((await onUnauthorized?.()) ?? false) },
    );
  };

  async function get<T>(path: string, query: Query, schema: z.ZodType<T>, reader: Requester): Promise<T> {
    connected ??= connect();
    const http = await connected.catch((thrown) => {
      connected = undefined;
      throw thrown;
    });
    return (await http.request({ path, query, schema, ...readOptions(reader) })).value;
  }

  function list<Item extends z.ZodType>(what: string, path: string, query: Query, item: Item, run: QuestionRun) {
    const schema = pageOf(item);
    const read = async (at: string | undefined) => {
      const value = await get(
        path,
        { ...query, limit: String(pageSize), ...(at === undefined ? {} : { continue: at }) },
        schema,
        run,
      );
      return { ...value.items, next: value.metadata?.continue || undefined };
    };
    run.query(`GET ${path}${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`);
    return followPages<z.output<Item>>(run, what, read).catch((thrown: unknown) => {
      // A list that takes longer than the cluster keeps its snapshot has to begin again (410 Expired).
      if (thrown instanceof Failure && thrown.status === 410) return followPages<z.output<Item>>(run, what, read);
      throw thrown;
    });
  }

  return {
    version: (reader: Requester) => get('/version', {}, VersionResponse, reader),
    /** One item of a list, to see whether it may be read. */
    probe: (path: string, reader: Requester) =>
      get(path, { limit: '1' }, pageOf(ClusterPod.pick({ metadata: true })), reader),
    workloads: (kind: WorkloadKind, namespace: string | undefined, run: QuestionRun) =>
      list(kind, below('/apis/apps/v1', namespace, kind), {}, Workload, run),
    pods: (namespace: string | undefined, labelSelector: string, run: QuestionRun) =>
      list('pods', below('/api/v1', namespace, 'pods'), { labelSelector }, ClusterPod, run),
    replicaSets: (namespace: string, labelSelector: string, run: QuestionRun) =>
      list('replica sets', below('/apis/apps/v1', namespace, 'replicasets'), { labelSelector }, ClusterReplicaSet, run),
    controllerRevisions: (namespace: string, labelSelector: string, run: QuestionRun) =>
      list(
        'controller revisions',
        below('/apis/apps/v1', namespace, 'controllerrevisions'),
        { labelSelector },
        ControllerRevision,
        run,
      ),
    events: (namespace: string, fieldSelector: string, run: QuestionRun) =>
      list('events', below('/api/v1', namespace, 'events'), { fieldSelector }, ClusterEvent, run),
    /** `path` of a scale subresource. */
    scale(path: string, run: QuestionRun) {
      run.query(`GET ${path}`);
      return get(path, {}, Scale, run);
    },
    /** Objects of any other kind. */
    objects: <Item extends z.ZodType>(kind: ObjectKind<Item>, namespace: string | undefined, run: QuestionRun) =>
      list(kind.plural, below(kind.path, namespace, kind.plural), {}, kind.schema, run),
    nodes: (run: QuestionRun) => list('nodes', '/api/v1/nodes', {}, ClusterNode, run),
  };
}

/** The path of a collection, in one namespace or in all. */
export function below(group: string, namespace: string | undefined, kind: string): string {
  return namespace === undefined ? `${group}/${kind}` : `${group}/namespaces/${urlPath`${namespace}`}/${kind}`;
}
