import type { DataSource } from '../../src/data-source.ts';
import { gitlab } from '../../src/gitlab/index.ts';
import { gitlabSettings } from '../../src/gitlab/settings.ts';
import { conforms } from '../conformance/conforms.ts';
import { alarmAt } from '../questions.ts';
import { settled } from '../settled.ts';
import { aDeployment, admitToGitlab, aMergeRequest, gitlabRoutes, gitlabToken, sha } from './stand-in-gitlab.ts';

const create = (url: string, more: object, now = () => alarmAt): DataSource =>
  gitlab.create({ id: 'gitlab', settings: settled(gitlabSettings.parse({ url, token: gitlabToken, ...more })), now });

conforms({
  kind: 'gitlab',
  create: ({ url, timeoutSeconds, now }) => create(url, { timeout_seconds: timeoutSeconds, group: 'acme' }, now),
  admit: admitToGitlab,
  routes: gitlabRoutes({
    deployments: [aDeployment(2, -6, { sha: sha('b') }), aDeployment(1, -900)],
    mergeRequests: [aMergeRequest(412, -9)],
  }),
  emptyRoutes: gitlabRoutes({}),
  vendorNames: { gitlab: 'acme/checkout' },
  secrets: [gitlabToken],
  endless: {
    routes: gitlabRoutes({ deployments: Array.from({ length: 40 }, (_, i) => aDeployment(99 - i, -i - 1)) }, 4),
    capability: 'changes',
  },
});
