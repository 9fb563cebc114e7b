import type { Service } from '@incidentfox/incident';
import { configuredNameOf, SkipQuestion } from '../answering/index.ts';

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
export function toEcsService(named: Service, defaultCluster: string | undefined): EcsService {
  const { cluster, service } = toAwsNames(named, defaultCluster);
  if (!cluster || !service)
    throw new SkipQuestion(`no ECS service is named for ${named.name}; set services[].aws or tools.aws.ecs_cluster`);
  return { cluster, service };
}

const isEcsName = (name: string) => /^[A-Za-z0-9_-]{1,255}$/.test(name);
