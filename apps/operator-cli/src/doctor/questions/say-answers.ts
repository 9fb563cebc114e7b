import type { CollectedAnswer } from '@incidentfox/data-sources';

const dayMs = 24 * 60 * 60_000;

/** What came back to one kind of question about several services, in a few words: `14 series of 2 services`. */
export function sayAnswers(answers: readonly CollectedAnswer[]): string {
  const withItems = answers.filter(({ answer }) => answer.items.length > 0).length;
  const count = answers.reduce((sum, one) => sum + countOf(one), 0);
  const { capability } = answers[0] as CollectedAnswer;
  const [one, many] = items[capability];
  const asked = answers.length === 1 ? '1 service' : `${answers.length} services`;
  const some = withItems === 0 || withItems === answers.length ? '' : `${withItems} of `;
  const seen = count === 0 ? `no ${one}` : `${count} ${count === 1 ? one : many}`;
  return `${capability}: ${seen} of ${some}${asked}${history(answers)}`;
}

/** What an answer holds, one and several. */
const items: Readonly<Record<CollectedAnswer['capability'], readonly [one: string, many: string]>> = {
  metrics: ['series', 'series'],
  logs: ['line', 'lines'],
  changes: ['change', 'changes'],
  alerts: ['alert', 'alerts'],
  infra: ['event', 'events'],
  errors: ['issue', 'issues'],
  topology: ['call', 'calls'],
};

function countOf({ capability, answer }: CollectedAnswer): number {
  if (capability !== 'logs') return answer.items.length;
  return answer.items.filter(({ level }) => level === 'all').reduce((sum, { total }) => sum + total, 0);
}

/** Changes are rare: those of the days before show that they would be seen. */
function history(answers: readonly CollectedAnswer[]): string {
  const before = answers.flatMap((one) => (one.capability === 'changes' ? (one.answer.history ?? []) : []));
  const [first] = before;
  if (first === undefined) return '';
  const count = before.reduce((sum, one) => sum + one.count, 0);
  return `, ${count} in the ${Math.round(first.spanMs / dayMs)} days before`;
}
