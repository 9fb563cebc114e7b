import { Secret } from '@incidentfox/secrets';
import { github } from '../../src/github/index.ts';
import { githubSettings } from '../../src/github/settings.ts';
import { conforms } from '../conformance/conforms.ts';
import { aDeployment, admitToGithub, aPull, aRun, githubRoutes, githubToken, sha } from './stand-in-github.ts';

const endlessDeployments = Array.from({ length: 40 }, (_, i) =>
  aDeployment(100 - i, -i - 1, { sha: sha(String(i % 10)) }),
);

conforms({
  kind: 'github',
  create({ url, timeoutSeconds, now }) {
    const settings = githubSettings.parse({ url, timeout_seconds: timeoutSeconds, owner: 'acme' });
    return github.create({ id: 'github', settings: { ...settings, token: new Secret('plain', githubToken) }, now });
  },
  admit: admitToGithub,
  routes: githubRoutes({
    deployments: [aDeployment(2, -6, { sha: sha('b'), ref: 'v2.1.0' }), aDeployment(1, -900)],
    pulls: [aPull(412, -9)],
    runs: [aRun(5, 'Terraform apply', -12)],
    comparisons: {
      [`${sha('a')}...${sha('b')}`]: { total_commits: 1, ahead_by: 1, files: [{ filename: 'src/pool.ts' }] },
    },
  }),
  emptyRoutes: githubRoutes({}),
  vendorNames: { github: 'acme/checkout' },
  secrets: [githubToken],
  endless: { routes: githubRoutes({ deployments: endlessDeployments }, 4), capability: 'changes' },
});
