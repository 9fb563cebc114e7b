import type { Change, InfraEvent, Window } from '@incidentfox/incident';
import { toVersion } from '../deployments/image-version.ts';
import { type Asking, followPages, NotAsked } from '../execution/index.ts';
import { type AwsClient, present } from './client.ts';
import type { AwsNames } from './to-aws-names.ts';
import { toDeploymentChanges } from './to-deployment-changes.ts';
import { toServiceEvents, toTaskEvents } from './to-infra-events.ts';

/** ECS describes so many at once. */
const mostTasks = 100;
const mostRevisions = 20;

function placeOf({ cluster, service }: AwsNames, named: string): { cluster: string; service: string } {
  if (!cluster || !service)
    throw new NotAsked(`no ECS service is named for ${named}; set services[].aws or tools.aws.ecs_cluster`);
  return { cluster, service };
}

/** Stopped tasks (ECS keeps them for at least an hour), and what the service says of itself. */
export async function readInfra(
  client: AwsClient,
  names: AwsNames,
  about: { service: string; window: Window },
  asking: Asking,
): Promise<InfraEvent[]> {
  const { cluster, service } = placeOf(names, about.service);
  const [tasks, events] = await Promise.all([
    asking.part('the stopped tasks', () => stoppedTasks(client, cluster, service, asking)),
    asking.part('the events of the service', () =>
      client.using(asking, `ecs:DescribeServices ${cluster}/${service}`, async () => {
        const [sdk, ecs] = await client.ecs(asking);
        const answer = await ecs.send(new sdk.DescribeServicesCommand({ cluster, services: [service] }), {
          abortSignal: asking.signal,
        });
        return present(answer.services, client.name);
      }),
    ),
  ]);
  return [...toTaskEvents(tasks ?? [], about), ...(events ?? []).flatMap((one) => toServiceEvents(one, about))].sort(
    (a, b) => a.firstAt - b.firstAt,
  );
}

function stoppedTasks(client: AwsClient, cluster: string, serviceName: string, asking: Asking) {
  return client.using(asking, `ecs:ListTasks ${cluster}/${serviceName} STOPPED`, async () => {
    const [sdk, ecs] = await client.ecs(asking);
    const listed = await ecs.send(
      new sdk.ListTasksCommand({ cluster, serviceName, desiredStatus: 'STOPPED', maxResults: mostTasks }),
      { abortSignal: asking.signal },
    );
    const tasks = present(listed.taskArns, client.name);
    if (listed.nextToken) asking.truncate({ by: 'pages', shown: tasks.length });
    if (tasks.length === 0) return [];
    return present(
      (await ecs.send(new sdk.DescribeTasksCommand({ cluster, tasks }), { abortSignal: asking.signal })).tasks,
      client.name,
    );
  });
}

/** Deployments of the service, newest first, with the images of the revisions they brought. */
export function readDeployments(
  client: AwsClient,
  names: AwsNames,
  about: { service: string; stretch: Window },
  asking: Asking,
): Promise<Change[]> {
  const { cluster, service } = placeOf(names, about.service);
  return client.using(asking, `ecs:ListServiceDeployments ${cluster}/${service}`, async () => {
    const [sdk, ecs] = await client.ecs(asking);
    const createdAt = { after: new Date(about.stretch.from), before: new Date(about.stretch.to) };
    const deployments = await followPages(asking, 'deployments', async (nextToken) => {
      const answer = await ecs.send(
        new sdk.ListServiceDeploymentsCommand({ cluster, service, createdAt, maxResults: 100, nextToken }),
        { abortSignal: asking.signal },
      );
      return { items: present(answer.serviceDeployments, client.name), next: answer.nextToken };
    });
    const sorted = deployments.sort((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0));
    const arns = [...new Set(sorted.flatMap(({ targetServiceRevisionArn: arn }) => arn ?? []))].slice(0, mostRevisions);
    const versions =
      arns.length === 0
        ? new Map<string, string>()
        : await asking.part('the images of the revisions', async () => {
            const answer = await ecs.send(new sdk.DescribeServiceRevisionsCommand({ serviceRevisionArns: arns }), {
              abortSignal: asking.signal,
            });
            return new Map(
              present(answer.serviceRevisions, client.name).flatMap(
                ({ serviceRevisionArn: arn, containerImages, taskDefinition }) => {
                  const version = toVersion(containerImages?.[0]?.image ?? '') ?? taskDefinition?.split('/').at(-1);
                  return arn && version ? [[arn, version] as const] : [];
                },
              ),
            );
          });
    return toDeploymentChanges(sorted, versions ?? new Map(), {
      service: about.service,
      cluster,
      name: service,
      region: client.region,
    });
  });
}
