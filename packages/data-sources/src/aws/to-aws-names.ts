import type { Service } from '@incidentfox/incident';
import { configuredNameOf, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { choosePlaces, listed } from '../environment/choose-places.ts';
import { ownWords } from '../environment/own-words.ts';

/** What a service is called in AWS. Only what is named can be asked. */
export interface AwsNames {
  readonly cluster?: string | undefined;
  readonly service?: string | undefined;
  /** `app/checkout/50dc6c495c0c9188` */
  readonly loadBalancer?: string | undefined;
  readonly targetGroup?: string | undefined;
  readonly logGroup?: string | undefined;
  readonly function?: string | undefined;
  readonly queue?: string | undefined;
  readonly database?: string | undefined;
}

/** Names that may say in which environment a service runs, in the order of how outspoken they are. */
const speaking = ['cluster', 'service', 'function', 'logGroup', 'loadBalancer', 'queue', 'database'] as const;

/**
 * The names a question may ask about: null, with the reason noted, where they speak of another environment or region than the wanted
 * one.
 */
export function pickAwsNames(
  { service, place }: Pick<Question, 'service' | 'place'>,
  settings: { ecs_cluster?: string | undefined; region: string },
  run: Pick<QuestionRun, 'leaveOpen'>,
): AwsNames | null {
  const names = toAwsNames(service, settings.ecs_cluster);
  const spoken = speaking.flatMap((key) => names[key] ?? []);
  const candidate = {
    item: names,
    name: `${listed(spoken.slice(0, 1))} in ${settings.region}`,
    place: { region: settings.region },
    names: spoken,
  };
  const { chosen, open } = choosePlaces([candidate], place, { own: ownWords(service), areNamed: true });
  if (open !== null) run.leaveOpen(`${service.name} was ${open}`);
  return chosen[0] ?? null;
}

/** From `aws: "cluster/service"`, or `{ cluster, service, load_balancer, target_group, log_group, function, queue, db_instance }`. */
export function toAwsNames(service: Service, defaultCluster: string | undefined): AwsNames {
  const configured = configuredNameOf(service, 'aws');
  if (typeof configured === 'string') {
    const [first, second] = configured.split('/');
    return second === undefined ? { cluster: defaultCluster, service: first } : { cluster: first, service: second };
  }
  if (configured === undefined)
    return isEcsName(service.name) ? { cluster: defaultCluster, service: defaultCluster && service.name } : {};
  return {
    cluster: configured.cluster ?? defaultCluster,
    service: configured.service,
    loadBalancer: configured.load_balancer,
    targetGroup: configured.target_group,
    logGroup: configured.log_group,
    function: configured.function,
    queue: configured.queue,
    database: configured.db_instance,
  };
}

/** Where a service runs in ECS. */
export interface EcsService {
  readonly cluster: string;
  readonly service: string;
}

/** Throws {@link SkipQuestion} for a service nobody named. */
export function toEcsService({ cluster, service }: AwsNames, named: Service): EcsService {
  if (!cluster || !service)
    throw new SkipQuestion(`no ECS service is named for ${named.name}; set services[].aws or tools.aws.ecs_cluster`);
  return { cluster, service };
}

const isEcsName = (name: string) => /^[A-Za-z0-9_-]{1,255}$/.test(name);
