import type { LogPattern } from '../../../log-patterns/log-pattern.ts';
import { citeSymptom } from '../../citations/cite.ts';
import type { CauseSigns, WithoutChangeRule } from './cause-without-change.ts';
import { record } from './thresholds.ts';

/** `MSG-771204`, `tenant=acme`, `partition 17`: what names one of many. */
const ofOne =
  /\b[A-Z]{2,8}[-_]\d{3,}\b|\b(?:tenant|customer|account|user|key|record|message|partition|shard|order|batch|document|file|merchant|org|row|offset|id)[_ -]?(?:id)?[=: #]+"?([\w.@-]{2,64})/gi;

/** The same record in nearly all new errors, and in no line before: one input breaks it. */
export const oneRecordCauses: WithoutChangeRule = (story) => {
  const failing = story.symptoms.flatMap((symptom) => {
    const pattern = 'pattern' in symptom.from ? symptom.from.pattern : null;
    return pattern?.isNew === true && pattern.level !== 'info' ? [{ symptom, pattern }] : [];
  });
  for (const service of new Set(failing.map(({ pattern }) => pattern.service))) {
    const own = failing.filter(({ pattern }) => pattern.service === service);
    const name = recordIn(
      service,
      own.map(({ pattern }) => pattern),
      story,
    );
    if (name === null) continue;
    const supports = own.slice(0, 4).map(({ symptom }) => citeSymptom(story.scene.book, symptom));
    return [{ kind: 'bad_input', object: name, logOdds: record.inErrors, supports }];
  }
  return [];
};

function recordIn(service: string, patterns: readonly LogPattern[], { scene, onset }: CauseSigns): string | null {
  const digests = scene.observations.logs.filter((one) => one.service === service);
  const isFailing = failingLine(patterns);
  const lines = digests
    .flatMap((one) => one.lines)
    .filter(({ at, message }) => at >= onset - 60_000 && isFailing(message));
  if (lines.length < record.minLines) return null;
  const counts = new Map<string, number>();
  for (const { message } of lines)
    for (const name of new Set(namesIn(message))) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (best === undefined || best[1] < record.minShare * lines.length) return null;
  const before = digests.flatMap((one) => [...one.baselineLines, ...one.lines.filter(({ at }) => at < onset - 60_000)]);
  return before.some(({ message }) => message.includes(best[0])) ? null : best[0];
}

/** Whether a line is one of the patterns: it begins with the words before the first variable part. */
function failingLine(patterns: readonly LogPattern[]): (message: string) => boolean {
  const words = patterns.map(({ template }) =>
    template
      .split(/<[^>]*>/)
      .filter((part) => part.trim().length >= 4)
      .map((part) => part.trim()),
  );
  return (message) => words.some((parts) => parts.length > 0 && parts.every((part) => message.includes(part)));
}

/** Values that names a record must not be: plain words, small numbers, durations and addresses vary or mean nothing. */
const isCommon =
  /^(?:\d{1,3}|true|false|null|none|nil|ok|error|unknown|default|not|is|was|has|the|for|of|in|\d+(?:ms|s|m)|\d{1,3}(?:\.\d{1,3}){3})$/i;

function namesIn(message: string): string[] {
  const found: string[] = [];
  for (const match of message.matchAll(ofOne)) {
    const name = match[1] ?? match[0];
    if (!isCommon.test(name) && /\d/.test(name)) found.push(name);
  }
  return found;
}
