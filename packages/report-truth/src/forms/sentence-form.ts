import type { ClaimCheck } from '../claim.ts';
import type { ReportCase } from '../report-case.ts';

/** A sentence with what it cites. */
export interface CitedSentence {
  text: string;
  evidence: readonly string[];
}

/** One way in which reports say something, and how it is compared with the observations. */
export interface SentenceForm {
  form: RegExp;
  read(parts: Readonly<Record<string, string>>, one: ReportCase, said: CitedSentence): ClaimCheck[];
}

/** The checks of the first form that a text has; null when it has none. */
export function readSentence(
  forms: readonly SentenceForm[],
  one: ReportCase,
  said: CitedSentence,
): ClaimCheck[] | null {
  for (const { form, read } of forms) {
    const found = form.exec(said.text);
    if (found !== null) return read(found.groups ?? {}, one, said);
  }
  return null;
}

export const part = (parts: Readonly<Record<string, string | undefined>>, name: string): string => parts[name] ?? '';
