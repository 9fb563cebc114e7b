import { aws } from '../../src/aws/index.ts';
import { awsSettings } from '../../src/aws/settings.ts';
import { conforms } from '../conformance/conforms.ts';
import { at } from '../questions.ts';
import { settled } from '../settled.ts';
import { admitToAws, anAlarm, aServiceDeployment, aTask, awsKeys, awsRoutes } from './stand-in-aws.ts';

conforms({
  kind: 'aws',
  create: ({ url, timeoutSeconds, now }) =>
    aws.create({
      id: 'aws',
      settings: settled(
        awsSettings.parse({
          region: 'eu-west-1',
          url,
          timeout_seconds: timeoutSeconds,
          ecs_cluster: 'shop',
          ...awsKeys,
        }),
      ),
      now,
    }),
  admit: admitToAws,
  routes: awsRoutes({
    metrics: { RequestCount: () => 1200, CPUUtilization: () => 80 },
    alarms: [anAlarm('checkout 5xx', 'ALARM', -3)],
    linesPerMinute: [2, 10],
    lines: [{ at: at(-4), message: 'ERROR timeout' }],
    tasks: [aTask('t1', -3), aTask('t2', -4)],
    deployments: [aServiceDeployment('b', -5, '2'), aServiceDeployment('a', -30, '1')],
    images: { 'arn:revision/1': 'checkout:v1', 'arn:revision/2': 'checkout:v2' },
  }),
  emptyRoutes: awsRoutes({}),
  vendorNames: {
    aws: { cluster: 'shop', service: 'checkout', load_balancer: 'app/checkout/1', log_group: '/ecs/checkout' },
  },
  secrets: [awsKeys.secret_access_key],
  endless: {
    routes: awsRoutes({
      alarms: Array.from({ length: 40 }, (_, i) => anAlarm(`checkout ${i}`, 'ALARM', -3)),
      alarmsPerPage: 2,
    }),
    capability: 'alerts',
  },
  incomplete: {
    routes: awsRoutes({ metrics: { RequestCount: () => 60 }, metricStatus: 'PartialData' }),
    capability: 'metrics',
  },
});
