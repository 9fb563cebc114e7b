import { argoCd } from '../../src/argo-cd/index.ts';
import { argoCdSettings } from '../../src/argo-cd/settings.ts';
import { alarmAt, aQuestion } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import {
  admitToArgoCd,
  anApplication,
  anEntry,
  argoCdRoutes,
  argoToken,
  type Revisions,
  sha,
} from './stand-in-argo-cd.ts';

let vendor: StandIn;
afterEach(async () => {
  expect(vendor.refused).toEqual([]);
  await vendor.close();
});
async function ask(history: Record<string, unknown>[], revisions: Revisions = {}) {
  vendor = await startStandIn(argoCdRoutes([anApplication('checkout', history)], revisions), admitToArgoCd);
  const settings = settled(argoCdSettings.parse({ url: vendor.url, token: argoToken }));
  return argoCd.create({ id: 'argo_cd', settings, now: () => alarmAt }).changes?.(aQuestion());
}
const deployment = (image: string, replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'checkout', namespace: 'shop' },
  spec: { replicas, template: { spec: { containers: [{ name: 'app', image }] } } },
});
const secret = (value: string) => ({ kind: 'Secret', metadata: { name: 'db' }, data: { password: value } });

test('a sync is told by how its rendered manifests differ, without secrets', async () => {
  const answer = await ask([anEntry(1, -900, sha('a')), anEntry(2, -6, sha('b'))], {
    manifests: {
      [sha('a')]: [deployment('checkout:v1', 6), secret('b2xk')],
      [sha('b')]: [deployment('checkout:v2', 2), secret('bmV3')],
    },
    messages: { [sha('b')]: 'Fewer replicas\n\nto save money' },
  });
  expect(answer).toMatchObject({ state: 'ok', warnings: [] });
  expect(answer?.items[0]?.patch).toEqual({
    files: [
      {
        path: 'deployment/checkout',
        diff: [
          '@@ deployment/checkout @@',
          ' spec:',
          '-  replicas: 6',
          '+  replicas: 2',
          '   template:',
          '     spec:',
          '       containers:',
          '         - name: app',
          '-          image: checkout:v1',
          '+          image: checkout:v2',
        ].join('\n'),
      },
    ],
    commits: [{ sha: sha('b'), title: 'Fewer replicas' }],
    isTruncated: false,
  });
  expect(answer?.provenance.requests).toBe(vendor.asked.length);
});

test('images and parameters of the application itself need no further request', async () => {
  const source = (tag: string) => ({
    repoURL: 'https://git.acme/deploy.git',
    targetRevision: 'main',
    helm: { parameters: [{ name: 'image.tag', value: tag }] },
  });
  const answer = await ask([
    anEntry(1, -900, sha('a'), { sources: [source('v1'), { repoURL: 'x' }], revisions: [sha('a'), sha('c')] }),
    anEntry(2, -6, sha('b'), { sources: [source('v2'), { repoURL: 'x' }], revisions: [sha('b'), sha('c')] }),
  ]);
  expect(answer?.items[0]?.patch).toMatchObject({ isTruncated: true, files: [{ path: 'application/checkout' }] });
  expect(answer?.items[0]?.patch?.files[0]?.diff).toMatch(/-.*image.tag: v1\n\+.*image.tag: v2$/);
  expect(vendor.asked).toHaveLength(1);
});

test('manifests that cannot be rendered are a warning, and the sync stays', async () => {
  const answer = await ask([anEntry(1, -900, sha('a')), anEntry(2, -6, sha('b'))]);
  expect(answer?.state).toBe('ok');
  expect(answer?.items[0]?.patch).toBeUndefined();
  expect(answer?.warnings).toEqual(['the manifests of checkout before and after bbbbbbb could not be read']);
});

test('only the syncs nearest to the alarm are rendered', async () => {
  const letters = ['1', '2', '3', '4', '5'];
  const manifests = Object.fromEntries(letters.map((letter, i) => [sha(letter), [deployment(`checkout:v${i}`, 2)]]));
  const answer = await ask(
    letters.map((letter, i) => anEntry(i, -40 + 8 * i, sha(letter))),
    { manifests },
  );
  expect(answer?.items.map(({ patch }) => patch !== undefined)).toEqual([true, true, false, false, false]);
});
