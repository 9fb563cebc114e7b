import type { Change } from '@incidentfox/incident';
import { type Belonging, belongingOf, type InRepository, type Touched } from '../../deployments/belonging/belonging.ts';
import { tagVersion } from '../../deployments/deployment-chain.ts';
import type { GithubDeployment, PullRequest, WorkflowRun } from '../responses.schema.ts';
import type { RepositoryLists } from './read-repository.ts';

/** Whose a change of the repository is, by what GitHub's lists say of it and by the files that were read. */
export function whoseChange(
  at: InRepository,
  lists: RepositoryLists,
  touched: ReadonlyMap<string, Touched>,
): (change: Change) => Belonging {
  const deployments = new Map<string, GithubDeployment>(
    (lists.deployments ?? []).map((one) => [`github:deployment:${one.id}`, one] as const),
  );
  const runs = new Map<string, WorkflowRun>(lists.runs.map((one) => [`github:run:${one.id}`, one] as const));
  return (change) => {
    const files = touched.get(change.id);
    const deployment = deployments.get(change.id);
    if (deployment !== undefined) return belongingOf({ ...ofDeployment(deployment), touched: files }, at);
    const run = runs.get(change.id);
    if (run !== undefined) return ofRun(run, at, files);
    if (change.kind === 'release') return belongingOf({ tag: change.version, touched: files }, at);
    const isOfPath = change.id.startsWith('github:commit:') && at.part.paths.length > 0;
    if (isOfPath) return 'ours';
    const pull = lists.pulls.find((one: PullRequest) => change.id.endsWith(`#${one.number}`));
    return belongingOf({ title: pull?.title ?? change.title.replace(/^[0-9a-f]{7} /, ''), touched: files }, at);
  };
}

function ofDeployment({ ref, environment, task, payload }: GithubDeployment) {
  const tag = tagVersion(ref);
  return {
    ...(tag === undefined ? {} : { tag }),
    texts: [environment, task === 'deploy' ? null : task, ...namesIn(payload)],
  };
}

/** A payload is free: these keys are where people put what is deployed. */
function namesIn(payload: unknown): string[] {
  if (typeof payload !== 'object' || payload === null) return [];
  const { service, app, application, component, project, name } = payload as Record<string, unknown>;
  return [service, app, application, component, project, name].filter((one) => typeof one === 'string');
}

/** The configured workflow is the service's; else its name has to say so, or the tag it ran for. */
function ofRun(run: WorkflowRun, at: InRepository, touched: Touched | undefined): Belonging {
  if (at.part.workflow !== undefined) return 'ours';
  const tag = tagVersion(run.head_branch ?? '');
  return belongingOf(
    { ...(tag === undefined ? {} : { tag }), texts: [run.name], title: run.display_title, touched },
    at,
  );
}
