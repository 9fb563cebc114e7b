import type { QuestionRun } from '../../answering/index.ts';
import { tagVersion } from '../../deployments/deployment-chain.ts';
import { listed } from '../../environment/choose-places.ts';
import type { GitlabClient } from '../client.ts';
import type { ServiceProject } from '../to-project.ts';

/**
 * Why a project in which nothing was found cannot say that nothing changed: nothing in it ever told when its service is deployed. Null
 * where something does. Asked only when there is nothing else to tell, for two requests.
 */
export async function whyUnseen(
  client: GitlabClient,
  { project, part }: ServiceProject,
  { service, isHere }: { service: string; isHere: (environment: string | null | undefined) => boolean },
  run: QuestionRun,
): Promise<string | null> {
  const [deployments, tags] = await Promise.all([
    run.part('the newest deployments', () => client.latestDeployments(project, run)),
    run.part('the list of tags', () => client.tags(project, run)),
  ]);
  // What could not be read is told already.
  if (deployments === undefined || tags === undefined) return null;
  const { workflow } = part;
  const ofWorkflow = deployments.filter(
    ({ deployable }) => workflow === undefined || deployable?.name?.toLowerCase() === workflow.toLowerCase(),
  );
  if (workflow !== undefined && deployments.length > 0 && ofWorkflow.length === 0)
    return `none of the newest deployments of ${project} is by a job called ${workflow}; set workflow in services[].gitlab of ${service} to a job that deploys`;
  if (ofWorkflow.some(({ environment }) => isHere(environment?.name))) return null;
  const elsewhere = ofWorkflow.flatMap(({ environment }) => environment?.name || []);
  if (elsewhere.length > 0)
    return `${project} was deployed only to ${listed(elsewhere)}; set environment in services[].gitlab of ${service} if one of them is meant`;
  if (tags.some(({ name }) => tagVersion(name) !== undefined)) return null;
  return `nothing in ${project} tells when ${service} is deployed: no deployments, releases or tags; let its job name an environment, or add Kubernetes or Argo CD`;
}
