import type { Change, Patch, PatchFile } from '@incidentfox/incident';
import type { QuestionRun } from '../../answering/index.ts';
import { manifestDifference } from '../../deployments/manifests/manifest-difference.ts';
import { nearestFirst } from '../../deployments/nearest-first.ts';
import { toPatch } from '../../deployments/to-patch.ts';
import type { ArgoCdClient } from '../client.ts';
import { maxComparedSyncs } from '../limits.ts';
import type { HistoryEntry } from '../responses.schema.ts';
import { revisionOf, type SyncStep } from '../to-changes.ts';
import { compareManifests } from './compare-manifests.ts';

interface PatchReader {
  readonly client: ArgoCdClient;
  readonly run: QuestionRun;
  /** Epoch ms. */
  readonly alarmAt: number;
}

/**
 * Adds what a sync altered: the application's own parameters and images, which the history holds, and the rendered manifests of
 * the syncs nearest to the alarm. What cannot be rendered is a warning.
 */
export async function withPatches(
  changes: readonly Change[],
  steps: readonly SyncStep[],
  reader: PatchReader,
): Promise<Change[]> {
  const rendered = new Set(nearestFirst(changes, reader.alarmAt).slice(0, maxComparedSyncs));
  return Promise.all(
    changes.map(async (change) => {
      const step = steps.find(({ changeId }) => changeId === change.id);
      const patch = step === undefined ? null : await readPatch(step, rendered.has(change), reader);
      return patch === null ? change : { ...change, patch };
    }),
  );
}

async function readPatch(step: SyncStep, isRendered: boolean, reader: PatchReader): Promise<Patch | null> {
  const own = sourceFile(step);
  const [from, to] = [soleRevision(step.previous), soleRevision(step.entry)];
  const canRender = isRendered && from !== null && to !== null && from !== to;
  const [files, message] = canRender
    ? await Promise.all([renderedFiles(step, from, to, reader), messageOf(step, to, reader)])
    : [null, ''];
  return toPatch({
    files: [...own, ...(files ?? [])],
    commits: to === null || message === '' ? [] : [{ sha: to, title: message }],
    isCut: files === null,
  });
}

/** Parameters and images that are set at the application itself. */
function sourceFile({ application, entry, previous }: SyncStep): PatchFile[] {
  const path = `application/${application.metadata.name}`;
  const settings = ({ source, sources }: HistoryEntry) =>
    (sources ?? (source ? [source] : [])).map(({ helm, kustomize, targetRevision, chart }, at) => ({
      name: chart ?? String(at),
      targetRevision,
      parameters: Object.fromEntries((helm?.parameters ?? []).map((one) => [one.name, one.value])),
      values: helm?.values,
      valuesObject: helm?.valuesObject,
      images: kustomize?.images,
    }));
  const diff = manifestDifference(settings(previous), settings(entry), path);
  return diff === null ? [] : [{ path, diff }];
}

/** With several sources one revision does not say what is rendered. */
const soleRevision = (entry: HistoryEntry): string | null =>
  (entry.sources ?? []).length > 1 || (entry.revisions ?? []).length > 1 ? null : revisionOf(entry) || null;

async function renderedFiles(
  { application }: SyncStep,
  from: string,
  to: string,
  { client, run }: PatchReader,
): Promise<PatchFile[] | null> {
  const read = (revision: string) => client.manifests(application, revision, run).catch(() => null);
  const [before, after] = await Promise.all([read(from), read(to)]);
  if (before !== null && after !== null) return compareManifests(before, after);
  run.warn(`the manifests of ${application.metadata.name} before and after ${to.slice(0, 7)} could not be read`);
  return null;
}

const messageOf = ({ application }: SyncStep, revision: string, { client, run }: PatchReader): Promise<string> =>
  /^[0-9a-f]{40}$/.test(revision)
    ? client.revisionMessage(application, revision, run).catch(() => '')
    : Promise.resolve('');
