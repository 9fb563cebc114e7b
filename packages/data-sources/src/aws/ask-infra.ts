import type { InfraEvent } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { type AwsClient, present } from './client.ts';
import { toServiceEvents, toTaskEvents } from './ecs/to-infra-events.ts';
import { maxTasks } from './limits.ts';
import type { AwsSettings } from './settings.ts';
import { pickAwsNames, toEcsService } from './to-aws-names.ts';

/** Stopped tasks (ECS keeps them for at least an hour), and what the service says of itself. */
export async function askInfra(
  { client, settings }: { client: AwsClient; settings: AwsSettings },
  question: Question,
  run: QuestionRun,
): Promise<InfraEvent[]> {
  const names = pickAwsNames(question, settings, run);
  if (names === null) return [];
  const { cluster, service } = toEcsService(names, question.service);
  const about = { service: question.service.name, window: question.window };
  const [tasks, events] = await Promise.all([
    run.part('the stopped tasks', () => stoppedTasks(client, cluster, service, run)),
    run.part('the events of the service', () =>
      client.using(run, `ecs:DescribeServices ${cluster}/${service}`, async () => {
        const [sdk, ecs] = await client.ecs(run);
        const answer = await ecs.send(new sdk.DescribeServicesCommand({ cluster, services: [service] }), {
          abortSignal: run.signal,
        });
        return present(answer.services, client.name);
      }),
    ),
  ]);
  return [...toTaskEvents(tasks ?? [], about), ...(events ?? []).flatMap((one) => toServiceEvents(one, about))].sort(
    (a, b) => a.firstAt - b.firstAt,
  );
}

function stoppedTasks(client: AwsClient, cluster: string, serviceName: string, run: QuestionRun) {
  return client.using(run, `ecs:ListTasks ${cluster}/${serviceName} STOPPED`, async () => {
    const [sdk, ecs] = await client.ecs(run);
    const listed = await ecs.send(
      new sdk.ListTasksCommand({ cluster, serviceName, desiredStatus: 'STOPPED', maxResults: maxTasks }),
      { abortSignal: run.signal },
    );
    const tasks = present(listed.taskArns, client.name);
    if (listed.nextToken) run.truncate({ by: 'pages', shown: tasks.length });
    if (tasks.length === 0) return [];
    return present(
      (await ecs.send(new sdk.DescribeTasksCommand({ cluster, tasks }), { abortSignal: run.signal })).tasks,
      client.name,
    );
  });
}
