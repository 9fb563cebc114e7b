import type { Investigation } from '@incidentfox/incident';
import { count, duration } from './clock.ts';

/** `84 questions to 5 sources in 19 s`, of what was really asked; empty when nothing was. */
export function effortOf({ questions, startedAt, finishedAt }: Investigation): string {
  const asked = questions.filter((question) => question.state !== 'skipped');
  if (asked.length === 0) return '';
  const sources = new Set(asked.map((question) => question.source)).size;
  const took = startedAt && finishedAt ? ` in ${duration(Date.parse(finishedAt) - Date.parse(startedAt))}` : '';
  return `${count(asked.length, 'question')} to ${count(sources, 'source')}${took}`;
}
