import { Secret } from '@incidentfox/secrets';
import { gitlab } from '../../src/gitlab/index.ts';
import { alarmAt } from '../questions.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import { admitToGitlab, gitlabRoutes, gitlabToken, type ProjectContent } from './stand-in-gitlab.ts';

let vendor: StandIn;
afterEach(async () => {
  expect(vendor.refused).toEqual([]);
  await vendor.close();
});

async function discovered(content: ProjectContent) {
  vendor = await startStandIn(gitlabRoutes(content), admitToGitlab);
  const settings = { ...gitlab.settings.parse({ url: vendor.url }), token: new Secret('plain', gitlabToken) };
  const source = gitlab.create({ id: 'gitlab', settings, now: () => alarmAt });
  return (await source.discover?.(new AbortController().signal))?.items;
}

const pipeline = `deploy-checkout:
  rules:
    - changes:
        - services/checkout/**/*
        - libs/pay/**/*
build-search:
  rules:
    - changes:
        paths:
          - services/search/**/*
          - config/index/**/*
`;

test('a project of several services is discovered as their parts: folders, charts, owners, what a job waits for', async () => {
  const files = {
    'services/checkout/package.json': '{}',
    'services/search/Dockerfile': '',
    'libs/pay/package.json': '{}',
    'helm/search/Chart.yaml': '',
    CODEOWNERS: '[Search]\n/docs/search/ @acme/search\n',
    '.gitlab-ci.yml': pipeline,
  };
  expect(await discovered({ files })).toEqual([
    { name: 'checkout', vendorName: { project: 'acme/checkout', paths: 'libs/pay,services/checkout' } },
    {
      name: 'search',
      vendorName: { project: 'acme/checkout', paths: 'config/index,docs/search,helm/search,services/search' },
    },
  ]);
});

test('a project of one service is discovered as such, with one request', async () => {
  expect(await discovered({ files: { 'package.json': '{}', 'lib/index.ts': '' } })).toEqual([
    { name: 'checkout', vendorName: 'acme/checkout' },
  ]);
  expect(vendor.asked.filter((asked) => asked.includes('/repository/'))).toHaveLength(1);
});
