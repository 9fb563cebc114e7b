import type { CollectedAnswer } from '@incidentfox/data-sources';

const dayMs = 24 * 60 * 60_000;

/** What came back to one kind of question about several services, in a few words: `14 series of 2 services`. */
export function sayAnswers(answers: readonly CollectedAnswer[]): string {
  const withItems = answers.filter(({ answer }) => answer.items.length > 0).length;
  const count = answers.reduce((sum, one) => sum + countOf(one), 0);
  const { capability } = answers[0] as CollectedAnswer;
  const asked = answers.length === 1 ? '1 service' : `${answers.length} services`;
  const seen =
    count === 0 ? `${nothing[capability]} of ${asked}` : `${count} ${units[capability]} of ${withItems} of ${asked}`;
  return `${capability}: ${seen}${history(answers)}`;
}

const units: Readonly<Record<CollectedAnswer['capability'], string>> = {
  metrics: 'series',
  logs: 'lines',
  changes: 'changes',
  alerts: 'alerts',
  infra: 'events',
  errors: 'issues',
  topology: 'calls',
};

const nothing: Readonly<Record<CollectedAnswer['capability'], string>> = {
  metrics: 'no series',
  logs: 'no line',
  changes: 'no change',
  alerts: 'no alert',
  infra: 'no event',
  errors: 'no issue',
  topology: 'no call',
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
