import { asFailure, Failure } from '@incidentfox/failures';
import type { z } from 'zod';
import type { QuestionRun, SharedReads } from '../../answering/index.ts';
import { below, type KubernetesClient, type ObjectKind } from '../client.ts';
import { claimsResource, classesResource, type ResourceName, resources, ruleFor } from './resources.ts';

type Item<Name extends ResourceName> = z.output<(typeof resources)[Name]['schema']>;

/** The objects around a workload. A list that may not be read, or not to its end, is undefined: its silence says nothing. */
export type NamespaceObjects = { readonly [Name in ResourceName]: readonly Item<Name>[] | undefined };

type Resource = ObjectKind<z.ZodType> & { readonly group: string };

interface Listed {
  readonly resource: Resource;
  readonly items: readonly unknown[];
  readonly failure?: Failure;
  readonly cutAfter?: number | undefined;
}
interface Lists {
  readonly all: readonly Listed[];
  /** What is missing is told by the first question that meets it, as a gap; the others only mention it. */
  isTold: boolean;
}

const listsAtOnce = 2;

/** Not kept for the next question, unlike what a role does not allow. */
class PassingFailure extends Failure {
  readonly lists: Lists;
  constructor(failure: Failure, lists: Lists) {
    super(failure.kind, failure.message, { status: failure.status, cause: failure });
    this.lists = lists;
  }
}

/** Reads what surrounds workloads, once a minute for all questions about a namespace. */
export function objectsReader(client: KubernetesClient, shared: SharedReads, source: string) {
  async function readList(resource: Resource, namespace: string | undefined, run: QuestionRun): Promise<Listed> {
    let cutAfter: number | undefined;
    const noting: QuestionRun = {
      ...run,
      truncate({ shown }) {
        cutAfter = shown;
      },
    };
    try {
      const items = await client.objects(resource, namespace, noting);
      return { resource, items, cutAfter };
    } catch (thrown) {
      const failure = asFailure(thrown, source);
      // No such kind there (cert-manager is not installed): nothing is missing.
      return failure.status === 404 ? { resource, items: [] } : { resource, items: [], failure };
    }
  }

  async function readLists(all: readonly Resource[], namespace: string | undefined, run: QuestionRun): Promise<Lists> {
    const read: Listed[] = [];
    // A few at a time: what the question itself is about must not wait behind them.
    for (let at = 0; at < all.length; at += listsAtOnce)
      read.push(...(await Promise.all(all.slice(at, at + listsAtOnce).map((one) => readList(one, namespace, run)))));
    const lists: Lists = { all: read, isTold: false };
    const passing = lists.all.find(({ failure }) => failure !== undefined && failure.kind !== 'forbidden')?.failure;
    if (passing !== undefined) throw new PassingFailure(passing, lists);
    return lists;
  }

  /** The items of each collection in the same order; undefined for one that is not fully known. */
  async function listsOf(all: readonly Resource[], namespace: string | undefined, run: QuestionRun) {
    const what = JSON.stringify([namespace, ...all.map(({ plural }) => plural)]);
    const lists = await shared
      .ofOrganisation(what, run, ({ signal }) => readLists(all, namespace, { ...run, signal }))
      .catch((thrown: unknown) => {
        if (thrown instanceof PassingFailure) return thrown.lists;
        throw thrown;
      });
    for (const { resource } of lists.all) run.query(`GET ${below(resource.path, namespace, resource.plural)}`);
    await tellMissing(lists, namespace === undefined ? 'the cluster' : `the namespace ${namespace}`, run);
    return lists.all.map(({ items, failure, cutAfter }) =>
      failure === undefined && cutAfter === undefined ? items : undefined,
    );
  }

  async function listOf<T extends z.ZodType>(
    resource: ObjectKind<T> & { group: string },
    namespace: string | undefined,
    run: QuestionRun,
  ) {
    const [items] = await listsOf([resource], namespace, run);
    return items as readonly z.output<T>[] | undefined;
  }

  return {
    async ofNamespace(namespace: string, run: QuestionRun): Promise<NamespaceObjects> {
      const lists = await listsOf(Object.values(resources), namespace, run);
      const named = Object.keys(resources).map((name, at) => [name, lists[at]]);
      return Object.fromEntries(named) as NamespaceObjects;
    },
    claims: (namespace: string, run: QuestionRun) => listOf(claimsResource, namespace, run),
    ingressClasses: (run: QuestionRun) => listOf(classesResource, undefined, run),
  };
}
export type ObjectsReader = ReturnType<typeof objectsReader>;

/** What could not be read is one gap, with the rules that a role lacks; what was cut is another. */
async function tellMissing(lists: Lists, where: string, run: QuestionRun): Promise<void> {
  for (const { resource, cutAfter } of lists.all)
    if (cutAfter !== undefined)
      run.leaveOpen(
        `${where} has more ${resource.plural} than the ${cutAfter} that were read, so nothing is concluded from them`,
      );
  const missing = lists.all.filter(({ failure }) => failure !== undefined);
  if (missing.length === 0) return;
  const failure = failureOf(missing, where);
  if (lists.isTold) {
    run.warn(failure.message);
    return;
  }
  lists.isTold = true;
  await run.part(`part of what stands around it in ${where}`, () => Promise.reject(failure));
}

function failureOf(missing: readonly Listed[], where: string): Failure {
  const forbidden = missing.filter(({ failure }) => failure?.kind === 'forbidden').map(({ resource }) => resource);
  const passing = missing.find(({ failure }) => failure?.kind !== 'forbidden')?.failure;
  if (passing !== undefined) return passing;
  const rules = forbidden.map((resource) => `{ ${ruleFor(resource)} }`).join(', ');
  const names = forbidden.map(({ plural }) => plural).join(', ');
  return new Failure(
    'forbidden',
    `${names} of ${where} may not be listed; the role needs ${rules}, as in docs/kubernetes-rbac.yaml`,
    { status: 403 },
  );
}
