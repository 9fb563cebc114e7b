import type { DataSource } from '../../src/data-source.ts';
import { sentry } from '../../src/sentry/index.ts';
import { sentrySettings } from '../../src/sentry/settings.ts';
import { conforms } from '../conformance/conforms.ts';
import { alarmAt, iso } from '../questions.ts';
import { settled } from '../settled.ts';
import { admitToSentry, anIssue, aProject, aRelease, sentryRoutes, sentryToken } from './stand-in-sentry.ts';

const create = (url: string, more: object = {}, now = () => alarmAt): DataSource =>
  sentry.create({
    id: 'sentry',
    settings: settled(sentrySettings.parse({ url, token: sentryToken, organization: 'acme', ...more })),
    now,
  });

const project = [aProject('other', '41'), aProject('checkout')];

conforms({
  kind: 'sentry',
  create: ({ url, timeoutSeconds, now }) => create(url, { timeout_seconds: timeoutSeconds }, now),
  admit: admitToSentry,
  routes: sentryRoutes({
    projects: project,
    issues: [anIssue('1', { firstSeen: iso(-400) }), anIssue('2', { firstSeen: iso(-5) })],
    releases: [aRelease('2.1.0', -8), aRelease('2.0.9', -20)],
  }),
  emptyRoutes: sentryRoutes({}),
  secrets: [sentryToken],
  endless: {
    routes: sentryRoutes(
      { projects: [aProject('checkout')], issues: Array.from({ length: 40 }, (_, i) => anIssue(String(i))) },
      2,
    ),
    capability: 'errors',
  },
});
