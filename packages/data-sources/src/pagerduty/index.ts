import { type Answerer, answerChanges, answerWith, checkWith } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { askAlerts } from './ask-alerts.ts';
import { askChanges } from './ask-changes.ts';
import { connectPagerduty, type PagerdutyClient } from './client.ts';
import { pagerdutySettings } from './settings.ts';

/** PagerDuty: what paged people for a service, and which changes it was told of. */
export const pagerduty: DataSourceDefinition<typeof pagerdutySettings> = {
  kind: 'pagerduty',
  title: 'PagerDuty',
  settings: pagerdutySettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createPagerduty({ id, kind: 'pagerduty', now }, connectPagerduty(settings, id, { now, onUnauthorized })),
};

function createPagerduty(source: Answerer, client: PagerdutyClient): DataSource {
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['alerts', 'changes'] as const),
    check: (signal) =>
      Promise.all([
        checkWith('identity', () => client.probe('services', { signal })),
        checkWith('alerts', () => client.probe('incidents', { signal })),
        checkWith('changes', () => client.probe('change_events', { signal }), {
          forbidden: 'Change events need a plan that has them.',
        }),
      ]),
    alerts: (question) => answerWith(source, question, (run) => askAlerts({ client }, question, run)),
    changes: (question) => answerChanges(source, question, (run) => askChanges({ client }, question, run)),
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 2_000 } }, async (run) =>
        (await client.services(undefined, run)).map(({ name, id }) => ({ name, vendorName: id })),
      ),
  };
}
