import { VendorName } from '@incidentfox/incident';
import { z } from 'zod';
import { repositoryName } from './repository.schema.ts';

/** The parts a kind reads of a name, each with what it is. A part nobody reads would be ignored without a word. */
const partsByKind: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kubernetes: {
    namespace: 'Its namespace.',
    workload: 'Its deployment, stateful set or daemon set.',
    deployment: 'The same as `workload`.',
    name: 'The same as `workload`.',
  },
  argo_cd: { application: 'Its application.' },
  aws: {
    cluster: 'Its ECS cluster.',
    service: 'Its ECS service.',
    load_balancer: 'Its load balancer: `app/checkout/50dc6c495c0c9188`.',
    target_group: 'Its target group: `targetgroup/checkout/73e2d6bc24d8a067`.',
    log_group: 'Its log group.',
    function: 'Its Lambda function.',
    queue: 'Its SQS queue.',
    db_instance: 'Its RDS instance.',
  },
  datadog: { service: 'Its `service` tag.', env: 'Its `env` tag.' },
  pagerduty: { service: "Its service's name.", service_id: "Its service's id: `PABC123`." },
  sentry: { project: "Its project's slug." },
  incident_io: { entry: 'The id of its catalogue entry.' },
};

/** These know a service by one name only; what else is given would be ignored. */
const nameOnly = ['alertmanager', 'elasticsearch', 'grafana'];

/** These select by labels: any label of one's own, but nothing that cannot be one. */
const byLabels = ['prometheus', 'loki'];
const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'cannot be a label');

/** What `services[].<kind>` may hold: a name, the parts that kind reads, or labels of one's own where it selects by labels. */
export function vendorName(kind: string): z.ZodType<unknown> {
  const text = z.string().min(1);
  if (kind === 'github' || kind === 'gitlab') return repositoryName(kind);
  if (nameOnly.includes(kind)) return text;
  if (byLabels.includes(kind)) return z.union([text, z.record(label, text)]);
  const parts = partsByKind[kind];
  if (parts === undefined) return VendorName;
  const shape = Object.entries(parts).map(([part, what]) => [part, text.optional().describe(what)]);
  return z.union([text, z.strictObject(Object.fromEntries(shape))]);
}
