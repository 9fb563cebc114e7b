import type { RecordedQuestion } from '@incidentfox/incident';
import type { CollectedAnswer } from './collected-answer.ts';

/** Question ids follow the order of the answers, so that record and observations speak of the same ones. */
export const questionIdAt = (at: number): string => `q${at + 1}`;

/** The answers as they stand in an investigation's record, without their items. */
export function toRecordedQuestions(answers: readonly CollectedAnswer[]): RecordedQuestion[] {
  return answers.map(({ capability, question, answer }, at): RecordedQuestion => {
    const { query, deepLink, askedAt, tookMs, requests, bytes } = answer.provenance;
    return {
      id: questionIdAt(at),
      source: question.source ?? 'none',
      kind: question.kind,
      capability,
      service: question.service,
      round: question.round,
      window: question.window,
      state: answer.state,
      items: answer.items.length,
      ...(answer.truncated === undefined ? {} : { truncated: answer.truncated }),
      warnings: answer.warnings,
      ...(answer.failure === undefined ? {} : { failure: answer.failure }),
      query,
      ...(deepLink === undefined ? {} : { deepLink }),
      askedAt,
      tookMs,
      requests,
      bytes,
    };
  });
}
