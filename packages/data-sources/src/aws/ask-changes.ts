import type { Change, Window } from '@incidentfox/incident';
import type { FoundChanges, QuestionRun } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { toVersion } from '../deployments/image-version.ts';
import { followPages } from '../vendor-http/index.ts';
import { type AwsClient, present } from './client.ts';
import { toDeploymentChanges } from './ecs/to-deployment-changes.ts';
import { maxRevisions } from './limits.ts';
import type { AwsSettings } from './settings.ts';
import { type EcsService, pickAwsNames, toEcsService } from './to-aws-names.ts';

/** What ECS deployed for the service in the window, and how often before it. */
export async function askChanges(
  { client, settings }: { client: AwsClient; settings: AwsSettings },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const range = { from: Math.min(question.history.from, question.window.from), to: question.window.to };
  const names = pickAwsNames(question, settings, run);
  if (names === null) return { changes: [], history: null };
  const at = toEcsService(names, question.service);
  const all = await readDeployments(client, at, { service: question.service.name, range }, run);
  return { changes: withinWindow(all, question), history: changeRate(all, question) };
}

/** Deployments of the service, newest first, with the images of the revisions they brought. */
function readDeployments(
  client: AwsClient,
  { cluster, service }: EcsService,
  about: { service: string; range: Window },
  run: QuestionRun,
): Promise<Change[]> {
  return client.using(run, `ecs:ListServiceDeployments ${cluster}/${service}`, async () => {
    const [sdk, ecs] = await client.ecs(run);
    const createdAt = { after: new Date(about.range.from), before: new Date(about.range.to) };
    const deployments = await followPages(run, 'deployments', async (nextToken) => {
      const answer = await ecs.send(
        new sdk.ListServiceDeploymentsCommand({ cluster, service, createdAt, maxResults: 100, nextToken }),
        { abortSignal: run.signal },
      );
      return { items: present(answer.serviceDeployments, client.name), next: answer.nextToken };
    });
    const sorted = deployments.sort((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0));
    const arns = [...new Set(sorted.flatMap(({ targetServiceRevisionArn: arn }) => arn ?? []))].slice(0, maxRevisions);
    const versions =
      arns.length === 0
        ? new Map<string, string>()
        : await run.part('the images of the revisions', async () => {
            const answer = await ecs.send(new sdk.DescribeServiceRevisionsCommand({ serviceRevisionArns: arns }), {
              abortSignal: run.signal,
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
