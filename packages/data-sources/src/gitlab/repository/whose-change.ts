import type { Change } from '@incidentfox/incident';
import { type Belonging, belongingOf, type InRepository, type Touched } from '../../deployments/belonging/belonging.ts';
import { tagVersion } from '../../deployments/deployment-chain.ts';
import type { GitlabDeployment } from '../responses.schema.ts';
import type { ProjectLists } from './read-project.ts';

/** Whose a change of the project is, by what GitLab's lists say of it and by the files that were read. */
export function whoseChange(
  at: InRepository,
  lists: ProjectLists,
  touched: ReadonlyMap<string, Touched>,
): (change: Change) => Belonging {
  const deployments = new Map<string, GitlabDeployment>(
    (lists.deployments ?? []).map((one) => [`gitlab:deployment:${one.id}`, one] as const),
  );
  return (change) => {
    const files = touched.get(change.id);
    const deployment = deployments.get(change.id);
    if (deployment !== undefined) return ofDeployment(deployment, at, files);
    if (change.kind === 'release') return belongingOf({ tag: change.version, touched: files }, at);
    if (change.id.startsWith('gitlab:commit:') && at.part.paths.length > 0) return 'ours';
    return belongingOf({ title: change.title.replace(/^(![0-9]+|[0-9a-f]{7}) /, ''), touched: files }, at);
  };
}

/** The job that deploys says whose it is: the configured one, or by its name. */
function ofDeployment(
  { ref, environment, deployable }: GitlabDeployment,
  at: InRepository,
  touched: Touched | undefined,
): Belonging {
  const job = deployable?.name;
  const { workflow } = at.part;
  if (workflow !== undefined && job) return job.toLowerCase() === workflow.toLowerCase() ? 'ours' : 'others';
  const tag = tagVersion(ref);
  return belongingOf({ ...(tag === undefined ? {} : { tag }), texts: [environment?.name, job], touched }, at);
}
