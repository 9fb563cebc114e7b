import type { Change, ChangeHistory, ChangeKind, Window } from '@incidentfox/incident';
import { maxTitleLength } from './limits.ts';
import type { Annotation } from './responses.schema.ts';

/** What an annotation is about, by its tags and words; the first that fits. */
const kinds: readonly (readonly [RegExp, ChangeKind])[] = [
  [/roll(ed)?[ -]?back|revert/i, 'rollback'],
  [/feature[ -]?flag|\bflag\b|toggle/i, 'flag'],
  [/deploy|rollout|rolled out|ship(ped)?\b/i, 'deploy'],
  [/release/i, 'release'],
  [/config/i, 'config'],
  [/scal(e|ed|ing)\b/i, 'scale'],
  [/terraform|migration|infra|upgrade|maintenance/i, 'infra'],
];

/** Changes that touch everything; a deployment that names no service we asked about is somebody else's. */
const ofEverything: ReadonlySet<ChangeKind> = new Set(['infra', 'config', 'flag']);

/** Annotations that tell of a change: of this service when they name it, of everything when it is of such a kind and names none. */
export function toChanges(
  annotations: readonly Annotation[],
  service: { name: string; names: readonly string[] },
  grafanaUrl: string,
): Change[] {
  return annotations.flatMap((annotation): Change[] => {
    const text = plain(annotation.text);
    const kind = kinds.find(([words]) => words.test(`${annotation.tags.join(' ')} ${text}`))?.[1];
    if (kind === undefined) return [];
    const match = scopeOf(annotation.tags, text, service.names);
    const namesAnother = annotation.tags.some((tag) => /^(service|app|application):/i.test(tag));
    if (match === 'global' && (namesAnother || !ofEverything.has(kind))) return [];
    const version = /\bv?\d+\.\d+(?:\.\d+)?(?:[-+][\w.]+)?\b/.exec(text)?.[0];
    return [
      {
        id: `annotation-${annotation.id}`,
        kind,
        service: match === 'global' ? null : service.name,
        startedAt: annotation.time,
        ...(annotation.timeEnd !== undefined && annotation.timeEnd > annotation.time
          ? { finishedAt: annotation.timeEnd }
          : {}),
        status: /fail/i.test(text) ? 'failed' : 'succeeded',
        title: (text || annotation.tags.join(', ')).slice(0, maxTitleLength),
        ...(version === undefined ? {} : { version }),
        ...(annotation.login ? { actor: annotation.login } : {}),
        ...(annotation.dashboardUID ? { url: `${grafanaUrl}/d/${encodeURIComponent(annotation.dashboardUID)}` } : {}),
        scopeMatch: match,
      },
    ];
  });
}

/** A tag that is the name, or `service:name`, is exact; the name as a word in the text is an alias. */
function scopeOf(tags: readonly string[], text: string, names: readonly string[]): Change['scopeMatch'] {
  if (names.some((name) => tags.some((tag) => tag === name || tag.endsWith(`:${name}`)))) return 'exact';
  return names.some((name) => words(text).includes(words(name))) ? 'alias' : 'global';
}

const words = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Annotation texts may hold HTML. */
const plain = (text: string) =>
  text
    .replace(/<[^>]{0,200}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** How often the service changed before the window; null when no range is left. */
export function toHistory(
  changes: readonly Change[],
  question: { service: { name: string }; window: Window; history: Window },
): ChangeHistory | null {
  const to = Math.min(question.history.to, question.window.from);
  if (question.history.from >= to) return null;
  const own = changes.filter(
    ({ service, startedAt }) => service !== null && startedAt >= question.history.from && startedAt < to,
  );
  return { service: question.service.name, count: own.length, spanMs: to - question.history.from };
}
