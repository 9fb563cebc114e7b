import type { DataSource } from '../../src/data-source.ts';
import { sentry } from '../../src/sentry/index.ts';
import { sentrySettings } from '../../src/sentry/settings.ts';
import { alarmAt, aQuestion, at, iso } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import {
  admitToSentry,
  anIssue,
  aProject,
  aRelease,
  type OrganizationContent,
  sentryRoutes,
  sentryToken,
} from './stand-in-sentry.ts';

const create = (url: string, more: object = {}, now = () => alarmAt): DataSource =>
  sentry.create({
    id: 'sentry',
    settings: settled(sentrySettings.parse({ url, token: sentryToken, organization: 'acme', ...more })),
    now,
  });
const project = [aProject('other', '41'), aProject('checkout')];

let vendor: StandIn;
async function sourceOver(content: OrganizationContent, settings: object = {}): Promise<DataSource> {
  vendor = await startStandIn(sentryRoutes(content), admitToSentry);
  return create(vendor.url, settings);
}

describe('errors and releases', () => {
  afterEach(async () => {
    expect(vendor.refused).toEqual([]);
    await vendor.close();
  });

  test('new errors come first, then those that came back, then the most frequent; each once', async () => {
    const source = await sourceOver({
      projects: project,
      issues: [
        anIssue('1', { count: '9000' }),
        anIssue('2', { firstSeen: iso(-5), substatus: 'new', firstRelease: { version: 'checkout@2.1.0' } }),
        anIssue('3', { substatus: 'regressed', count: '3' }),
        anIssue('4', { firstSeen: iso(-30), lifetime: { firstSeen: iso(-90_000) } }),
      ],
    });
    const answer = await source.errors?.(aQuestion());
    expect(answer?.items.map(({ id, isNew, isRegression, count }) => [id, isNew, isRegression, count])).toEqual([
      ['CHECKOUT-2', true, false, 150],
      ['CHECKOUT-3', false, true, 3],
      ['CHECKOUT-1', false, false, 9000],
      ['CHECKOUT-4', false, false, 150],
    ]);
    expect(answer?.items[0]).toMatchObject({
      service: 'checkout-service',
      firstSeen: at(-5),
      lastSeen: at(-1),
      users: 23,
      release: 'checkout@2.1.0',
    });
    expect(answer?.provenance.query).toContain('query=is:unresolved');
    expect(vendor.asked.filter((path) => path.includes('/issues/')).every((path) => path.includes('project=42'))).toBe(
      true,
    );
  });

  test('a release is a deploy when Sentry was told of one', async () => {
    const lastDeploy = { environment: 'production', dateStarted: iso(-7), dateFinished: iso(-6), url: null };
    const source = await sourceOver({
      projects: project,
      releases: [
        aRelease('checkout@2.1.0', -8, { lastDeploy, newGroups: 1 }),
        aRelease('checkout@2.0.9', -20),
        aRelease('checkout@2.0.8', -2000, { lastCommit: { id: 'a'.repeat(40) } }),
      ],
    });
    const answer = await source.changes?.(aQuestion());
    expect(answer?.history).toMatchObject({ count: 1 });
    expect(
      answer?.items.map(({ kind, startedAt, version, previousVersion, title }) => [
        kind,
        startedAt,
        version,
        previousVersion,
        title,
      ]),
    ).toEqual([
      ['deploy', at(-7), '2.1.0', '2.0.9', '2.1.0 deployed to production (2 commits, 1 new issue since)'],
      ['release', at(-20), '2.0.9', '2.0.8', '2.0.9 released (2 commits)'],
    ]);
  });

  test('a deploy to another environment than the configured one is only a release', async () => {
    const lastDeploy = { environment: 'staging', dateStarted: iso(-7), dateFinished: iso(-6) };
    const source = await sourceOver(
      { projects: project, releases: [aRelease('checkout@2.1.0', -8, { lastDeploy })] },
      { environment: 'production' },
    );
    expect((await source.changes?.(aQuestion()))?.items).toMatchObject([{ kind: 'release', startedAt: at(-8) }]);
  });

  test('a service without a project is skipped; the configured project is the only one', async () => {
    const source = await sourceOver({ projects: project, issues: [anIssue('1')] });
    expect(await source.errors?.(aQuestion({ vendorNames: { sentry: 'gone' } }))).toMatchObject({ state: 'skipped' });
    await source.errors?.(aQuestion({ vendorNames: { sentry: 'other' } }));
    expect(vendor.asked.some((path) => path.includes('project=41'))).toBe(true);
  });
});
