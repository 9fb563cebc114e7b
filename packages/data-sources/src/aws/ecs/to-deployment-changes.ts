import type { ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import type { Change } from '@incidentfox/incident';
import { deploymentTitle, isReturn, previousDeployment } from '../../deployments/deployment-chain.ts';

const statuses: Readonly<Record<string, Change['status']>> = {
  SUCCESSFUL: 'succeeded',
  IN_PROGRESS: 'running',
  PENDING: 'running',
  STOP_REQUESTED: 'running',
  STOPPED: 'failed',
};

/** Newest first. A deployment that ECS rolled back has failed; one that brings back an earlier version is a rollback. */
export function toDeploymentChanges(
  deployments: readonly ServiceDeploymentBrief[],
  versions: ReadonlyMap<string, string>,
  about: { service: string; cluster: string; name: string; region: string },
): Change[] {
  const links = deployments.map((deployment) => {
    const sha =
      versions.get(deployment.targetServiceRevisionArn ?? '') ??
      deployment.targetServiceRevisionArn?.split('/').at(-1) ??
      '';
    const failed = deployment.status === 'STOPPED' || (deployment.status ?? '').startsWith('ROLLBACK');
    return { deployment, sha, environment: about.cluster, failed };
  });
  return links.flatMap(({ deployment, sha, failed }, at): Change[] => {
    const startedAt = (deployment.startedAt ?? deployment.createdAt)?.getTime();
    if (startedAt === undefined) return [];
    const previousVersion = previousDeployment(links, at)?.sha;
    const kind = isReturn(links, at) ? 'rollback' : 'deploy';
    const finishedAt = deployment.finishedAt?.getTime();
    return [
      {
        id: `aws:deployment:${deployment.serviceDeploymentArn}`,
        kind,
        service: about.service,
        startedAt,
        ...(finishedAt === undefined ? {} : { finishedAt }),
        status: failed ? 'failed' : (statuses[deployment.status ?? ''] ?? 'unknown'),
        title: deploymentTitle({
          kind,
          version: sha,
          previousVersion,
          environment: about.cluster,
          words: deployment.statusReason,
        }),
        version: sha,
        ...(previousVersion === undefined ? {} : { previousVersion }),
        environment: about.cluster,
        url: `https://${about.region}.console.aws.amazon.com/ecs/v2/clusters/${encodeURIComponent(about.cluster)}/services/${encodeURIComponent(about.name)}/deployments`,
        scopeMatch: about.name === about.service ? 'exact' : 'alias',
      },
    ];
  });
}
