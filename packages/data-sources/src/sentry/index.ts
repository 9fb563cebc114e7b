import { type Answerer, answerChanges, answerWith, checkWith } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { askChanges } from './ask-changes.ts';
import { askErrors } from './ask-errors.ts';
import { connectSentry, type SentryClient } from './client.ts';
import { type SentrySettings, sentrySettings } from './settings.ts';

/** Sentry: which errors are new or came back, and what was released. */
export const sentry: DataSourceDefinition<typeof sentrySettings> = {
  kind: 'sentry',
  title: 'Sentry',
  settings: sentrySettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createSentry({ id, kind: 'sentry', now }, settings, connectSentry(settings, id, { now, onUnauthorized })),
};

function createSentry(source: Answerer, settings: SentrySettings, client: SentryClient): DataSource {
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['errors', 'changes'] as const),
    check: (signal) => checkSentry(client, signal),
    errors: (question) => answerWith(source, question, (run) => askErrors({ client, settings }, question, run)),
    changes: (question) => answerChanges(source, question, (run) => askChanges({ client, settings }, question, run)),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1_000 } }, async (run) =>
        (await client.projects(run)).map(({ slug }) => ({ name: slug, vendorName: slug })),
      ),
  };
}

function checkSentry(client: SentryClient, signal: AbortSignal) {
  const forbidden = 'Give the token the scopes event:read, project:read and org:read.';
  return Promise.all([
    checkWith('identity', async () => `organisation ${await client.organization({ signal })}`, { forbidden }),
    checkWith(
      'errors',
      async () =>
        (await client.probe('issues', { signal })) > 0 ? 'may read issues' : 'may read issues; there are none',
      { forbidden },
    ),
    checkWith(
      'changes',
      async () =>
        (await client.probe('releases', { signal })) > 0 ? 'may read releases' : 'may read releases; there are none',
      { forbidden },
    ),
  ]);
}
