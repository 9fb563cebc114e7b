import type { Edge } from '@incidentfox/incident';
import type { QuestionRun, SharedReads } from '../../answering/index.ts';
import { choosePlaces } from '../../environment/choose-places.ts';
import { placeWords, withoutEnvironment } from '../../environment/environment-kind.ts';
import type { WantedPlace } from '../../environment/wanted-place.ts';
import { technologyOf } from '../../service-identity/is-store.ts';
import type { KubernetesClient } from '../client.ts';
import type { Workload } from '../responses.schema.ts';
import { environmentOf, workloadKinds } from '../workload/find-workload.ts';
import { listWorkloads } from '../workload/list-workloads.ts';
import { hostsInSettings } from './hosts-in-settings.ts';

const publicHost = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/;

/**
 * Who is set up to call whom: hosts in the pod templates' environment that are workloads of the cluster, by their DNS names, stores and
 * outside hosts. Whether they do call is not said by it.
 */
export async function sweepTopology(
  access: { client: KubernetesClient; shared: SharedReads },
  namespace: string | undefined,
  place: WantedPlace | undefined,
  run: QuestionRun,
): Promise<Edge[]> {
  const lists = await Promise.all(
    workloadKinds.map((kind) => run.part(kind, () => listWorkloads(access, kind, namespace, run))),
  );
  const workloads = lists.flatMap((all) => all ?? []);
  const known = new Set(workloads.map(({ metadata }) => metadata.name.toLowerCase()));
  return onlyHere(workloads, place, run).flatMap((workload) => edgesOf(workload, known));
}

/** Of what runs under one name in several places, those of the wanted environment; what only runs elsewhere is left out. */
function onlyHere(
  workloads: readonly Workload[],
  place: WantedPlace | undefined,
  run: Pick<QuestionRun, 'warn'>,
): Workload[] {
  const byName = new Map<string, Workload[]>();
  for (const one of workloads) {
    const name = withoutEnvironment(one.metadata.name);
    byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  const chosen = [...byName].flatMap(([name, found]) => {
    const candidates = found.map((item) => {
      const environment = environmentOf(item);
      const { name: workload, namespace = '' } = item.metadata;
      return {
        item,
        name: workload,
        ...(environment === undefined ? {} : { place: { environment } }),
        names: [workload, namespace ?? ''],
      };
    });
    const own = new Set(placeWords(name));
    return choosePlaces(candidates, place, { own }).chosen;
  });
  if (chosen.length < workloads.length)
    run.warn(`${workloads.length - chosen.length} workloads of another environment were left out`);
  return chosen;
}

function edgesOf({ metadata, spec }: Workload, known: ReadonlySet<string>): Edge[] {
  const from = metadata.name;
  const pods = spec.template?.spec;
  const hosts = hostsInSettings([...(pods?.initContainers ?? []), ...(pods?.containers ?? [])]);
  const callees = hosts.flatMap((host) => calleeOf(host, known) ?? []);
  return [...new Set(callees)]
    .filter((to) => to !== from.toLowerCase())
    .map((to): Edge => ({ from, to, foundBy: 'pod_settings' }));
}

/** `cart`, `cart.shop` and `cart.shop.svc.cluster.local` are the service `cart`; other names with a dot are outside. */
function calleeOf(host: string, known: ReadonlySet<string>): string | null {
  const [first = '', ...rest] = host.split('.');
  const isInside = rest.length <= 1 || rest.includes('svc');
  // A Service is mostly called as its workload, but for the side of it that it shows; a pod of a StatefulSet has a number.
  const workload = [first, first.replace(/-(?:headless|service|svc|master|primary|replicas?|rw|ro|\d+)$/, '')];
  const found = workload.find((name) => known.has(name));
  if (isInside) return found ?? (technologyOf(first) === undefined ? null : first);
  return publicHost.test(host) && !/\.(?:local|internal)$/.test(host) ? host : null;
}
