import type { SharedReads } from '../answering/index.ts';
import type { KubernetesClient } from './client.ts';
import type { ObjectsReader } from './objects/read-objects.ts';
import type { KubernetesSettings } from './settings.ts';

/** How the cluster is asked; what several services need is asked once. */
export interface ClusterReader {
  readonly client: KubernetesClient;
  readonly settings: KubernetesSettings;
  readonly shared: SharedReads;
  /** Of single workloads there are many: apart, so that they do not push out what all of a namespace need. */
  readonly ofWorkload: SharedReads;
  readonly objects: ObjectsReader;
}
