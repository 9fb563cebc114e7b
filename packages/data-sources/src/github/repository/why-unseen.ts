import type { QuestionRun } from '../../answering/index.ts';
import { tagVersion } from '../../deployments/deployment-chain.ts';
import { listed } from '../../environment/choose-places.ts';
import type { GithubClient } from '../client.ts';
import { isOfWorkflow, movesSomething } from '../to-other-changes.ts';
import type { ServiceRepo } from '../to-repo.ts';

/**
 * Why a repository in which nothing was found cannot say that nothing changed: nothing in it ever told when its service is deployed. Null
 * where something does. Asked only when there is nothing else to tell, for three requests at most.
 */
export async function whyUnseen(
  client: GithubClient,
  { repo, part }: ServiceRepo,
  { service, isHere }: { service: string; isHere: (environment: string | null | undefined) => boolean },
  run: QuestionRun,
): Promise<string | null> {
  const [deployments, runs, tags] = await Promise.all([
    run.part('the newest deployments', () => client.latestDeployments(repo, run)),
    run.part('the newest workflow runs', () => client.latestRuns(repo, run)),
    run.part('the list of tags', () => client.tags(repo, run)),
  ]);
  // What could not be read is told already.
  if (deployments === undefined || runs === undefined || tags === undefined) return null;
  const name = `${repo.owner}/${repo.name}`;
  const { workflow } = part;
  if (workflow !== undefined) {
    if (runs.some((one) => isOfWorkflow(one, workflow))) return null;
    return `none of the newest workflow runs of ${name} is of ${workflow}; set workflow in services[].github of ${service} to a name or file that runs`;
  }
  if (deployments.some(({ environment }) => isHere(environment))) return null;
  if (runs.some(movesSomething) || tags.some((tag) => tagVersion(tag.name) !== undefined)) return null;
  const elsewhere = deployments.flatMap(({ environment }) => environment || []);
  if (elsewhere.length > 0)
    return `${name} was deployed only to ${listed(elsewhere)}; set environment in services[].github of ${service} if one of them is meant`;
  return `nothing in ${name} tells when ${service} is deployed: no deployments, releases, tags or workflow runs that deploy; set workflow in services[].github, or add Kubernetes or Argo CD`;
}
