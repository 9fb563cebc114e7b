import { Secret } from '@incidentfox/secrets';
import { github } from '../../src/github/index.ts';
import { proposeCatalogue } from '../../src/service-identity/propose-catalogue.ts';
import { alarmAt } from '../questions.ts';
import type { StandIn } from '../stand-in.ts';
import { githubToken, type RepositoryContent, startGithub } from './stand-in-github.ts';

let vendor: StandIn;
afterEach(async () => {
  expect(vendor.refused).toEqual([]);
  await vendor.close();
});

async function discovered(content: RepositoryContent) {
  vendor = await startGithub(content);
  const settings = {
    ...github.settings.parse({ url: vendor.url, owner: 'acme' }),
    token: new Secret('plain', githubToken),
  };
  const source = github.create({ id: 'github', settings, now: () => alarmAt });
  return (await source.discover?.(new AbortController().signal))?.items;
}

const shared = {
  'README.md': '',
  'package.json': '{}',
  'services/checkout/package.json': '{}',
  'services/checkout/src/index.ts': '',
  'services/search/Dockerfile': '',
  'services/search/node_modules/x/package.json': '{}',
  'libs/pay/package.json': '{}',
  'charts/checkout/Chart.yaml': '',
  '.github/CODEOWNERS': '# teams\n* @acme/all\n/config/search/ @acme/search\n',
  '.github/workflows/checkout.yml':
    'on:\n  push:\n    branches: [main]\n    paths:\n      - "services/checkout/**"\n      - libs/pay/**\n      - .github/workflows/checkout.yml\njobs: {}\n',
  '.github/workflows/all.yml':
    'on:\n  push:\n    paths:\n      - services/checkout/**\n      - services/search/**\n      - tools/**\n',
};

test('a repository of several services is discovered as their parts: folders, charts, owners, filters of workflows', async () => {
  const items = await discovered({ files: shared });
  expect(items).toEqual([
    { name: 'checkout', vendorName: { repo: 'acme/checkout', paths: 'charts/checkout,libs/pay,services/checkout' } },
    { name: 'search', vendorName: { repo: 'acme/checkout', paths: 'config/search,services/search' } },
  ]);
});

test('a repository of one service is discovered as such, with one request', async () => {
  const items = await discovered({
    files: { 'package.json': '{}', 'src/index.ts': '', 'apps/web/package.json': '{}' },
  });
  expect(items).toEqual([{ name: 'checkout', vendorName: 'acme/checkout' }]);
  expect(vendor.asked.filter((asked) => asked.includes('/repos/acme/checkout/'))).toHaveLength(1);
});

test('the parts are proposed as the catalogue takes them', async () => {
  const items = (await discovered({ files: shared })) ?? [];
  const proposed = proposeCatalogue(
    items.map((item) => ({ kind: 'github', ...item })),
    [],
  );
  expect(proposed.map(({ entry }) => [entry.name, entry.github])).toEqual([
    ['checkout', { repo: 'acme/checkout', paths: 'charts/checkout,libs/pay,services/checkout' }],
    ['search', { repo: 'acme/checkout', paths: 'config/search,services/search' }],
  ]);
});
