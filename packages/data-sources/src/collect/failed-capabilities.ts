import type { Capability } from '@incidentfox/incident';
import type { CollectedAnswer } from './collected-answer.ts';

/** What could be asked, and was in vain: a source that was left out because it had failed before counts as failed. */
export function failedCapabilitiesOf(answers: readonly CollectedAnswer[]): Capability[] {
  const failed = answers.filter(({ answer }) => answer.state === 'failed').map(({ capability }) => capability);
  const answered = new Set(
    answers
      .filter(({ answer }) => answer.state !== 'failed' && answer.state !== 'skipped')
      .map(({ capability }) => capability),
  );
  return [...new Set(failed)].filter((capability) => !answered.has(capability));
}
