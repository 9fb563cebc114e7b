import type { Change, ChangeHistory } from '@incidentfox/incident';
import type { ChangesAsk } from '../data-source.ts';
import { type Asking, namesOf } from '../execution/index.ts';
import type { GrafanaClient } from './client.ts';
import type { GrafanaSettings } from './settings.ts';
import { toChanges, toHistory } from './to-changes.ts';

/** Annotations as changes: those of the window, and how many there were before it. */
export async function askChanges(
  { client, settings, kind }: { client: GrafanaClient; settings: GrafanaSettings; kind: string },
  ask: ChangesAsk,
  asking: Asking,
): Promise<{ changes: Change[]; history: ChangeHistory | null }> {
  const { window, history } = ask;
  const tags = settings.annotation_tags;
  asking.query(`/api/annotations?type=annotation${tags.map((tag) => `&tags=${encodeURIComponent(tag)}`).join('')}`);
  const annotations = await client.annotations(
    { from: Math.min(history.from, window.from), to: window.to },
    tags,
    asking,
  );
  const service = { name: ask.service.name, names: namesOf(ask.service, kind) };
  const all = toChanges(annotations, service, settings.url);
  const changes = all.filter(({ startedAt }) => startedAt >= window.from && startedAt < window.to);
  return { changes, history: toHistory(all, ask) };
}
