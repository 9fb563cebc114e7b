import { argoCd } from '../../src/argo-cd/index.ts';
import { argoCdSettings } from '../../src/argo-cd/settings.ts';
import type { DataSource } from '../../src/data-source.ts';
import { alarmAt, aQuestion, at, iso } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import { admitToArgoCd, anApplication, anEntry, argoCdRoutes, argoToken, sha } from './stand-in-argo-cd.ts';

const create = (url: string, more: object = {}, now = () => alarmAt): DataSource =>
  argoCd.create({ id: 'argo_cd', settings: settled(argoCdSettings.parse({ url, token: argoToken, ...more })), now });

describe('changes', () => {
  let vendor: StandIn;
  afterEach(async () => {
    expect(vendor.refused).toEqual([]);
    await vendor.close();
  });
  async function ask(applications: Record<string, unknown>[], question = aQuestion()) {
    vendor = await startStandIn(argoCdRoutes(applications), admitToArgoCd);
    return create(vendor.url).changes?.(question);
  }

  test('a sync to another revision is a deploy with the revision before it', async () => {
    const history = [anEntry(4, -1000, sha('a')), anEntry(5, -900, sha('a')), anEntry(6, -6, sha('b'))];
    const answer = await ask([
      anApplication('checkout', history),
      anApplication('checkout-mailer', [anEntry(1, -3, sha('c'))]),
    ]);
    expect(answer).toMatchObject({ state: 'ok', history: { count: 1 } });
    expect(answer?.items).toEqual([
      {
        id: 'argo_cd:checkout:6',
        kind: 'deploy',
        service: 'checkout-service',
        startedAt: at(-6),
        finishedAt: at(-5),
        status: 'succeeded',
        title: 'checkout bbbbbbb deployed to shop after aaaaaaa: checkout/prod',
        actor: 'ada',
        version: 'bbbbbbb',
        previousVersion: 'aaaaaaa',
        repo: 'https://git.acme/deploy.git',
        sha: sha('b'),
        environment: 'shop',
        url: `${vendor.url}/applications/argocd/checkout`,
        scopeMatch: 'alias',
      },
    ]);
  });

  test('a revision that comes back is a rollback; a chart has its version', async () => {
    const chart = { source: { chart: 'checkout', repoURL: 'https://charts.acme' }, initiatedBy: { automated: true } };
    const history = [anEntry(1, -900, '1.4.0', chart), anEntry(2, -20, '1.5.0', chart), anEntry(3, -4, '1.4.0', chart)];
    const answer = await ask([anApplication('checkout-prod-eu', history)]);
    expect(
      answer?.items.map(({ kind, version, previousVersion, actor }) => [kind, version, previousVersion, actor]),
    ).toEqual([
      ['rollback', '1.4.0', '1.5.0', 'automated sync'],
      ['deploy', '1.5.0', '1.4.0', 'automated sync'],
    ]);
  });

  test('a sync that failed is told though the history leaves it out', async () => {
    const operationState = {
      phase: 'Failed',
      message: 'one or more objects failed to apply',
      startedAt: iso(-5),
      finishedAt: iso(-4),
      syncResult: { revision: sha('c') },
    };
    const answer = await ask([anApplication('checkout', [anEntry(1, -900, sha('a'))], { operationState })]);
    expect(answer?.items).toMatchObject([
      {
        status: 'failed',
        startedAt: at(-5),
        version: 'ccccccc',
        previousVersion: 'aaaaaaa',
        title: 'sync of checkout failed: one or more objects failed to apply',
      },
    ]);
  });

  test('the configured application is the only one that counts', async () => {
    const applications = [
      anApplication('checkout', [anEntry(1, -9, sha('a'))]),
      anApplication('web', [anEntry(1, -900, sha('a')), anEntry(2, -8, sha('b'))]),
    ];
    expect((await ask(applications, aQuestion({ vendorNames: { argo_cd: 'web' } })))?.items).toMatchObject([
      { startedAt: at(-8) },
    ]);
    await vendor.close();
    expect(await ask(applications, aQuestion({ vendorNames: { argo_cd: 'gone' } }))).toMatchObject({
      state: 'skipped',
    });
  });
});

test('check tells a token Argo CD does not know, which it answers like a stranger', async () => {
  const stranger = argoCdRoutes([]).map((route) =>
    route.path.endsWith('userinfo') ? { ...route, answer: () => ({ body: { loggedIn: false } }) } : route,
  );
  const vendor = await startStandIn(stranger, () => undefined);
  const [identity] = await create(vendor.url).check(new AbortController().signal);
  expect(identity).toMatchObject({ ok: false, detail: 'argo_cd does not know this token' });
  await vendor.close();
});
