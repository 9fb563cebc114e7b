import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { argoToken } from '../../../../packages/data-sources/test/argo-cd/stand-in-argo-cd.ts';
import {
  admitToAws,
  anAlarm,
  aServiceDeployment,
  aTask,
  awsKeys,
  awsRoutes,
} from '../../../../packages/data-sources/test/aws/stand-in-aws.ts';
import {
  aDeployment,
  admitToDatadog,
  aLog,
  aMonitor,
  anEvent,
  datadogKeys,
  datadogRoutes,
} from '../../../../packages/data-sources/test/datadog/stand-in-datadog.ts';
import { elasticsearchRoutes } from '../../../../packages/data-sources/test/elasticsearch/stand-in-elasticsearch.ts';
import { githubToken } from '../../../../packages/data-sources/test/github/stand-in-github.ts';
import {
  admitToGitlab,
  aDeployment as aGitlabDeployment,
  gitlabRoutes,
  gitlabToken,
} from '../../../../packages/data-sources/test/gitlab/stand-in-gitlab.ts';
import {
  admitToken,
  grafanaRoutes,
  grafanaToken,
} from '../../../../packages/data-sources/test/grafana/stand-in-grafana.ts';
import { clusterToken } from '../../../../packages/data-sources/test/kubernetes/stand-in-cluster.ts';
import { lokiRoutes } from '../../../../packages/data-sources/test/loki/stand-in-loki.ts';
import {
  aChangeEvent,
  admitToPagerduty,
  aPdAlert,
  aPdIncident,
  aPdService,
  pagerdutyKey,
  pagerdutyRoutes,
} from '../../../../packages/data-sources/test/pagerduty/stand-in-pagerduty.ts';
import { at } from '../../../../packages/data-sources/test/questions.ts';
import {
  admitToSentry,
  anIssue,
  aProject,
  aRelease,
  sentryRoutes,
  sentryToken,
} from '../../../../packages/data-sources/test/sentry/stand-in-sentry.ts';
import { demoPrometheus, kubePrometheus } from './real-prometheus.ts';
import { type Opened, type OpenedStack, type Stack, standIn } from './stack.ts';
import { alertmanager, argoCd, cluster, github } from './vendors.ts';

/** Every vendor with its address laid over the tool of its kind. */
async function opened(
  kinds: Readonly<Record<string, Promise<Opened>>>,
  env: Readonly<Record<string, string>>,
  more: Readonly<Record<string, object>> = {},
): Promise<OpenedStack> {
  const vendors = await Promise.all(Object.entries(kinds).map(async ([kind, vendor]) => [kind, await vendor] as const));
  const tools = Object.fromEntries(vendors.map(([kind, { url }]) => [kind, { url, ...more[kind] }]));
  return { tools, env, vendors: vendors.map(([, vendor]) => vendor) };
}

const mounted = (): object => {
  const caFile = join(mkdtempSync(join(tmpdir(), 'incidentfox-examples-')), 'ca.crt');
  writeFileSync(caFile, rootCertificates[0] ?? '');
  return { token: 'env:KUBERNETES_TOKEN', ca_file: caFile };
};

const inGrafanaCloud = () =>
  grafanaRoutes(true).map((route) =>
    route.path === '/api/datasources'
      ? {
          ...route,
          answer: () => ({
            body: [
              behind('prom-1', 'prometheus', 'prom'),
              behind('loki-1', 'loki', 'logs'),
              behind('use-1', 'prometheus', 'usage'),
            ],
          }),
        }
      : route,
  );
const behind = (uid: string, type: string, name: string) => ({
  id: 1,
  uid,
  name: `grafanacloud-acme-${name}`,
  type,
  url: 'http://internal',
  access: 'proxy',
  jsonData: {},
});

const datadogContent = {
  metrics: { hits_per_second: { value: () => 40 } },
  logsPerMinute: () => 2,
  logs: [aLog(-5, 'x')],
  monitors: [aMonitor(1, 'Alert', {})],
  events: [anEvent('e1', -8, 'Deployed v2')],
  deployments: [aDeployment('d2', -6, 'v2.1.0')],
  calls: ['payment-gateway'],
};
const account = {
  metrics: { RequestCount: () => 1200, CPUUtilization: () => 80 },
  alarms: [anAlarm('checkout 5xx', 'ALARM', -3)],
  linesPerMinute: [2, 10] as [number, number],
  lines: [{ at: at(-4), message: 'ERROR timeout' }],
  tasks: [aTask('t1', -3)],
  deployments: [aServiceDeployment('b', -5, '2'), aServiceDeployment('a', -30, '1')],
  images: { 'arn:revision/1': 'checkout:v1', 'arn:revision/2': 'checkout:v2' },
};
const paging = {
  services: [aPdService('checkout')],
  incidents: [aPdIncident('Q1', -4)],
  alerts: { Q1: [aPdAlert('A1', -4)] },
  changeEvents: [aChangeEvent('C1', -6, 'Deployed v2')],
  related: [],
};
const tracked = { projects: [aProject('checkout')], issues: [anIssue('1', {})], releases: [aRelease('2.1.0', -8)] };
const withKey = ({ authorization }: { authorization?: string | undefined }) =>
  authorization === 'ApiKey elastic_encoded_key==' ? undefined : 'no key';
const demoFields = {
  '@timestamp': 'date',
  body: 'text',
  'resource.service.name': 'text',
  'resource.service.name.keyword': 'keyword',
  'severity.text': 'text',
  'severity.text.keyword': 'keyword',
};

export const stacks: readonly Stack[] = [
  {
    name: 'kube-prometheus',
    open: () =>
      opened(
        {
          prometheus: kubePrometheus(),
          alertmanager: alertmanager(),
          loki: standIn(lokiRoutes(true)),
          kubernetes: cluster(),
          argo_cd: argoCd(),
          github: github(),
        },
        { ARGOCD_TOKEN: argoToken, GITHUB_TOKEN: githubToken, KUBERNETES_TOKEN: clusterToken },
        { kubernetes: mounted() },
      ),
  },
  {
    name: 'grafana-cloud',
    open: () =>
      opened(
        { grafana: standIn(inGrafanaCloud(), admitToken), github: github() },
        { GRAFANA_TOKEN: grafanaToken, GITHUB_TOKEN: githubToken },
      ),
  },
  {
    name: 'datadog',
    open: () =>
      opened(
        {
          datadog: standIn(datadogRoutes(datadogContent), admitToDatadog),
          pagerduty: standIn(pagerdutyRoutes(paging), admitToPagerduty),
          github: github(),
        },
        {
          DATADOG_API_KEY: datadogKeys.api_key,
          DATADOG_APP_KEY: datadogKeys.app_key,
          PAGERDUTY_API_KEY: pagerdutyKey,
          GITHUB_TOKEN: githubToken,
        },
      ),
  },
  {
    name: 'aws',
    open: () =>
      opened(
        {
          aws: standIn(awsRoutes(account), admitToAws),
          sentry: standIn(sentryRoutes(tracked), admitToSentry),
          github: github(),
        },
        {
          SENTRY_TOKEN: sentryToken,
          GITHUB_TOKEN: githubToken,
          AWS_KEY: awsKeys.access_key_id,
          AWS_SECRET: awsKeys.secret_access_key,
        },
        { aws: { access_key_id: 'env:AWS_KEY', secret_access_key: 'env:AWS_SECRET' } },
      ),
  },
  {
    name: 'elastic',
    open: () =>
      opened(
        {
          elasticsearch: standIn(elasticsearchRoutes({ known: true }), withKey),
          kubernetes: cluster(),
          gitlab: standIn(gitlabRoutes({ deployments: [aGitlabDeployment(1, -6)] }), admitToGitlab),
        },
        {
          ELASTICSEARCH_API_KEY: 'elastic_encoded_key==',
          KUBERNETES_TOKEN: clusterToken,
          GITLAB_TOKEN: gitlabToken,
        },
      ),
  },
  {
    name: 'opentelemetry-demo',
    open: () =>
      opened(
        {
          prometheus: demoPrometheus(),
          elasticsearch: standIn(elasticsearchRoutes({ known: true, fields: demoFields })),
        },
        {},
      ),
  },
];
