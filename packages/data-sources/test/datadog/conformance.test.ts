import type { DataSource } from '../../src/data-source.ts';
import { datadog } from '../../src/datadog/index.ts';
import { datadogSettings } from '../../src/datadog/settings.ts';
import { conforms } from '../conformance/conforms.ts';
import { alarmAt } from '../questions.ts';
import { settled } from '../settled.ts';
import {
  aDeployment,
  admitToDatadog,
  aLog,
  aMonitor,
  anEvent,
  type DatadogContent,
  datadogKeys,
  datadogRoutes,
} from './stand-in-datadog.ts';

const create = (url: string, more: object = {}, now = () => alarmAt): DataSource =>
  datadog.create({
    id: 'datadog',
    settings: settled(datadogSettings.parse({ url, ...datadogKeys, environment: 'prod', ...more })),
    now,
  });

const busy: DatadogContent = {
  metrics: { hits_per_second: { value: () => 40 } },
  logsPerMinute: () => 2,
  logs: [aLog(-5, 'x')],
  monitors: [aMonitor(1, 'Alert', {}), aMonitor(2, 'Warn', {})],
  events: [anEvent('e1', -8, 'Deployed v2')],
  deployments: [aDeployment('d2', -6, 'v2.1.0')],
  calls: ['payment-gateway'],
};

conforms({
  kind: 'datadog',
  create: ({ url, timeoutSeconds, now }) => create(url, { timeout_seconds: timeoutSeconds }, now),
  admit: admitToDatadog,
  routes: datadogRoutes(busy),
  emptyRoutes: datadogRoutes({}),
  vendorNames: { datadog: 'checkout' },
  secrets: Object.values(datadogKeys),
  endless: {
    routes: datadogRoutes({ events: Array.from({ length: 50 }, (_, i) => anEvent(`e${i}`, -i - 1, 'Deployed')) }, 2),
    capability: 'changes',
  },
  incomplete: { routes: datadogRoutes({ ...busy, countsTimeOut: true }), capability: 'logs' },
});
