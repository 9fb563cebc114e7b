import { Priority } from '@incidentfox/incident';

/**
 * Severity names many organisations use as they are, worst first. The first of each row is the word our own settings use;
 * the others are understood in an incident's severity.
 */
const words: Readonly<Record<Priority, readonly [string, ...string[]]>> = {
  P0: ['critical', 'blocker'],
  P1: ['high', 'major'],
  P2: ['medium', 'moderate'],
  P3: ['low', 'minor', 'trivial', 'info'],
};

/** `critical` for P0, `low` for P3. */
export const wordOf = (priority: Priority): string => words[priority][0];

/** The priority a severity name stands for, in any case. Undefined for a name that only its organisation knows. */
export function priorityOfWord(name: string): Priority | undefined {
  const word = name.trim().toLowerCase();
  return Priority.options.find((priority) => words[priority].includes(word));
}

/** Every spelling `thresholdFromName` understands, for error messages and schemas. */
export const thresholdNames: readonly string[] = [...Priority.options.map(wordOf), ...Priority.options];

/** `critical`, `high`, `medium`, `low` or `P0`..`P3`, in any case, as a priority. Undefined for anything else. */
export function thresholdFromName(name: string): Priority | undefined {
  const key = name.trim().toLowerCase();
  return Priority.options.find((priority) => key === wordOf(priority) || key === priority.toLowerCase());
}
