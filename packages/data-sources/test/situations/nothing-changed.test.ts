import { Secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { argoCd } from '../../src/argo-cd/index.ts';
import { collectAnswers } from '../../src/collect/collect-answers.ts';
import { toGaps } from '../../src/collect/to-gaps.ts';
import { toObservations } from '../../src/collect/to-observations.ts';
import { github } from '../../src/github/index.ts';
import { gitlab } from '../../src/gitlab/index.ts';
import { grafana } from '../../src/grafana/index.ts';
import { kubernetes } from '../../src/kubernetes/index.ts';
import { pagerduty } from '../../src/pagerduty/index.ts';
import { sentry } from '../../src/sentry/index.ts';
import { admitToArgoCd, anApplication, anEntry, argoCdRoutes, argoToken, sha } from '../argo-cd/stand-in-argo-cd.ts';
import * as hub from '../github/stand-in-github.ts';
import * as lab from '../gitlab/stand-in-gitlab.ts';
import { admitToken, grafanaToken } from '../grafana/stand-in-grafana.ts';
import { clusterToken, startCluster } from '../kubernetes/stand-in-cluster.ts';
import { admitToPagerduty, aPdService, pagerdutyKey, pagerdutyRoutes } from '../pagerduty/stand-in-pagerduty.ts';
import { alarmAt, hour, iso, minute } from '../questions.ts';
import { admitToSentry, aProject, sentryRoutes, sentryToken } from '../sentry/stand-in-sentry.ts';
import { settled } from '../settled.ts';
import { type StandInRoute, startStandIn } from '../stand-in.ts';
import { checkout, type Opened, plays, type Situation } from './situation.ts';

type Admit = Parameters<typeof startStandIn>[1];

// biome-ignore lint/suspicious/noExplicitAny: definitions of different settings; each parses its own
const over = (definition: any, routes: StandInRoute[], settings: object, admit: Admit) => async (): Promise<Opened> => {
  const standIn = await startStandIn(routes, admit);
  const parsed = settled(definition.settings.parse({ url: standIn.url, ...settings }));
  const source = definition.create({ id: definition.kind, settings: parsed, now: () => alarmAt });
  return { source, refused: standIn.refused, close: standIn.close };
};
const onGithub = (content: hub.RepositoryContent) =>
  over(github, hub.githubRoutes(content), { token: hub.githubToken }, hub.admitToGithub);
const onGitlab = (content: lab.ProjectContent) =>
  over(gitlab, lab.gitlabRoutes(content), { token: lab.gitlabToken }, lab.admitToGitlab);
const onArgoCd = (...applications: Parameters<typeof argoCdRoutes>[0]) =>
  over(argoCd, argoCdRoutes(applications), { token: argoToken }, admitToArgoCd);

const changes = { capability: 'changes' } as const;
const inGithub = (parts: Record<string, string> = {}) => ({
  ...changes,
  service: { vendorNames: { github: { repo: 'acme/checkout', ...parts } } },
});
const inGitlab = (parts: Record<string, string> = {}) => ({
  ...changes,
  service: { vendorNames: { gitlab: { project: 'acme/checkout', ...parts } } },
});
const longAgo = -30 * 24 * 60;
const deployedLongAgo = (environment: string) => hub.aDeployment(1, longAgo, { environment });
const jobLongAgo = (name: string, environment = 'production') =>
  lab.aDeployment(1, longAgo, {
    environment: { id: 1, name: environment },
    deployable: { name, tag: false, commit: { title: 'x' }, pipeline: null },
  });

const repositories: Situation[] = [
  {
    what: 'GitHub: nothing in the repository ever told of a deployment',
    ...inGithub(),
    open: onGithub({ runs: [] }),
    gap: /nothing in acme\/checkout tells when checkout is deployed.*set workflow/,
  },
  {
    what: 'GitHub: it was deployed to staging only',
    ...inGithub(),
    open: onGithub({ deployments: [deployedLongAgo('staging')] }),
    gap: /deployed only to staging; set environment/,
  },
  {
    what: 'GitHub: the configured workflow never ran',
    ...inGithub({ workflow: 'Ship to prod' }),
    open: onGithub({ runs: [hub.aRun(1, 'CI', longAgo)] }),
    gap: /none of the newest workflow runs of acme\/checkout is of Ship to prod/,
  },
  {
    what: 'GitHub: deployed to production a month ago: nothing changed',
    ...inGithub(),
    open: onGithub({ deployments: [deployedLongAgo('production')] }),
  },
  {
    what: 'GitHub: a workflow that ships to production ran a month ago: nothing changed',
    ...inGithub(),
    open: onGithub({ runs: [hub.aRun(1, 'Ship to prod', longAgo)] }),
  },
  {
    what: 'GitHub: a configured workflow called "CI" ran a month ago: nothing changed',
    ...inGithub({ workflow: 'CI' }),
    open: onGithub({ runs: [hub.aRun(1, 'CI', longAgo)] }),
  },
  {
    what: 'GitHub: tags without releases, none of them new: nothing changed',
    ...inGithub(),
    open: onGithub({ tags: [{ name: 'v1.0.0', commit: { sha: hub.sha('a') } }] }),
  },
  {
    what: 'GitHub: a list may not be read: what is missing, and no word of nothing',
    ...inGithub(),
    open: onGithub({ forbidden: ['deployments'] }),
    gap: /answered in part|permission|forbidden/i,
  },
  {
    what: 'GitLab: nothing in the project ever told of a deployment',
    ...inGitlab(),
    open: onGitlab({}),
    gap: /nothing in acme\/checkout tells when checkout is deployed/,
  },
  {
    what: 'GitLab: it was deployed to staging only',
    ...inGitlab(),
    open: onGitlab({ deployments: [jobLongAgo('deploy', 'staging')] }),
    gap: /deployed only to staging/,
  },
  {
    what: 'GitLab: no deployment is by the configured job',
    ...inGitlab({ workflow: 'go' }),
    open: onGitlab({ deployments: [jobLongAgo('deploy')] }),
    gap: /is by a job called go/,
  },
  {
    what: 'GitLab: deployed to production a month ago: nothing changed',
    ...inGitlab(),
    open: onGitlab({ deployments: [jobLongAgo('deploy')] }),
  },
  {
    what: 'a configured environment, and an incident of another: that one, by its name',
    ...inGithub({ environment: 'production' }),
    open: onGithub({
      deployments: [
        hub.aDeployment(2, -12, { sha: hub.sha('b'), environment: 'staging' }),
        hub.aDeployment(1, -20, { sha: hub.sha('c'), environment: 'production' }),
      ],
    }),
    said: { 'custom field Environment': 'staging' },
    has: ['github:deployment:2'],
    never: ['github:deployment:1'],
  },
];

const workload = {
  metadata: { name: 'checkout', namespace: 'shop', uid: 'u', creationTimestamp: iso(longAgo), labels: {} },
  spec: { replicas: 1, selector: { matchLabels: { app: 'checkout' } } },
  status: { replicas: 1 },
};
const platforms: Situation[] = [
  {
    what: 'Argo CD: no application is called so',
    ...changes,
    open: onArgoCd(anApplication('search', [])),
    gap: /no application is called like checkout/,
  },
  {
    what: 'Argo CD: an application that keeps no sync',
    ...changes,
    open: onArgoCd(anApplication('checkout', [])),
    gap: /Argo CD keeps no sync of checkout/,
  },
  {
    what: 'Argo CD: synced a month ago: nothing changed',
    ...changes,
    open: onArgoCd(anApplication('checkout', [anEntry(1, longAgo, sha('a'))])),
  },
  {
    what: 'Kubernetes: the cluster keeps no rollout',
    ...changes,
    open: async () => {
      const standIn = await startCluster({ deployments: [workload] });
      const parsed = kubernetes.settings.parse({ url: standIn.url });
      const settings = { ...parsed, token: new Secret('plain', clusterToken) };
      const source = kubernetes.create({ id: 'kubernetes', settings, now: () => alarmAt });
      return { source, refused: standIn.refused, close: standIn.close };
    },
    gap: /keeps no rollout of shop\/checkout/,
  },
];

const listeners: Situation[] = [
  {
    what: 'PagerDuty: it was told of no change',
    ...changes,
    open: over(
      pagerduty,
      pagerdutyRoutes({ services: [aPdService('Checkout')], related: [] }),
      { api_key: pagerdutyKey },
      admitToPagerduty,
    ),
    gap: /PagerDuty was told of no change for checkout/,
  },
  {
    what: 'Sentry: it has no release',
    ...changes,
    open: over(
      sentry,
      sentryRoutes({ projects: [aProject('checkout')] }),
      { token: sentryToken, organization: 'acme' },
      admitToSentry,
    ),
    gap: /Sentry has no release for checkout/,
  },
  {
    what: 'Grafana: nobody writes annotations',
    ...changes,
    open: over(
      grafana,
      [{ method: 'GET', path: '/api/annotations', query: z.looseObject({}), answer: () => ({ body: [] }) }],
      { token: grafanaToken },
      admitToken,
    ),
    gap: /no annotation tells of a change for checkout/,
  },
];

describe('"nothing changed" is only said where changes would be seen', () => {
  test.each(repositories.map((one) => [one.what, one] as const))('%s', (_, one) => plays(one));
  test.each(platforms.map((one) => [one.what, one] as const))('%s', (_, one) => plays(one));
  test.each(listeners.map((one) => [one.what, one] as const))('%s', (_, one) => plays(one));

  test('what one source does not know is no gap where another tells when things are deployed', async () => {
    const [hubSide, argoSide] = await Promise.all([
      onGithub({})(),
      onArgoCd(anApplication('checkout', [anEntry(1, longAgo, sha('a'))]))(),
    ]);
    const service = checkout({ vendorNames: { github: 'acme/checkout' } });
    const window = { from: alarmAt - hour, to: alarmAt + 10 * minute };
    const ask = (sources: Opened['source'][]) =>
      collectAnswers({
        sources,
        questions: [{ service, capability: 'changes' }],
        scope: { incident: null, window },
        deadlineMs: 30_000,
      });
    const [both, alone] = await Promise.all([ask([hubSide.source, argoSide.source]), ask([hubSide.source])]);
    expect(toGaps(both)).toEqual([]);
    // And the engine is not told that changes were looked at where nobody could see them.
    const about = { window, alarmAt, affected: ['checkout'] };
    expect(toObservations(alone, about).answered).toEqual([]);
    expect(toObservations(both, about).answered).toMatchObject([{ source: 'argo_cd', items: 0 }]);
    await Promise.all([hubSide.close(), argoSide.close()]);
  });
});
