import type { Change, ChangeHistory } from '@incidentfox/incident';
import { namesOf, type QuestionRun } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { refuseUntold } from '../deployments/refuse-untold.ts';
import { environmentKind, placeWords } from '../environment/environment-kind.ts';
import { isElsewhere } from '../environment/place-labels.ts';
import { webAddress } from '../vendor-http/addresses.ts';
import type { GrafanaClient } from './client.ts';
import type { GrafanaSettings } from './settings.ts';
import { toChanges, toHistory } from './to-changes.ts';

/** Annotations as changes: those of the window, and how many there were before it. */
export async function askChanges(
  { client, settings, kind }: { client: GrafanaClient; settings: GrafanaSettings; kind: string },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<{ changes: Change[]; history: ChangeHistory | null }> {
  const { window, history } = question;
  const tags = settings.annotation_tags;
  run.query(`/api/annotations?type=annotation${tags.map((tag) => `&tags=${encodeURIComponent(tag)}`).join('')}`);
  const annotations = await client.annotations({ from: Math.min(history.from, window.from), to: window.to }, tags, run);
  const service = { name: question.service.name, names: namesOf(question.service, kind) };
  const here = annotations.filter(({ tags }) => !isElsewhere(labelsOf(tags), question.place));
  const all = toChanges(here, service, webAddress(settings.url));
  refuseUntold(all, { service: question.service.name, what: 'no annotation tells of a change' });
  const changes = all.filter(({ startedAt }) => startedAt >= window.from && startedAt < window.to);
  return { changes, history: toHistory(all, question) };
}

/** `env:staging`, `region:eu`; a bare `staging` is an environment too. */
function labelsOf(tags: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    tags.flatMap((tag): [string, string][] => {
      const [key = '', value] = tag.split(':', 2);
      if (value !== undefined) return [[key.trim().toLowerCase(), value.trim()]];
      return environmentKind(tag) !== null && placeWords(tag).length === 1 ? [['environment', tag]] : [];
    }),
  );
}
