import type { EvidenceId } from '@incidentfox/incident';
import type { ScoredChange } from '../../changes/scored-change.ts';
import { minutesBetween } from '../../evidence/clock.ts';
import { describeChange, describeErrorIssue, describePattern } from '../../evidence/describe-event.ts';
import { describeInfra } from '../../evidence/describe-infra.ts';
import { describeShift } from '../../evidence/describe-shift.ts';
import type { EvidenceBook } from '../../evidence/evidence-book.ts';
import type { Onset } from '../../scene/find-onset.ts';
import type { Symptom } from '../../scene/symptom.ts';

/** The evidence behind a symptom. */
export function citeSymptom(book: EvidenceBook, { from }: Symptom): EvidenceId {
  if ('shift' in from) return book.cite(from.shift.series, () => describeShift(from.shift));
  if ('pattern' in from) return book.cite(from.pattern, () => describePattern(from.pattern));
  if ('event' in from) return book.cite(from.event, () => describeInfra(from.event));
  return book.cite(from.issue, () => describeErrorIssue(from.issue));
}

/** The evidence behind a change, with how long before or after the onset it came and how usual it is. */
export function citeChange(book: EvidenceBook, scored: ScoredChange, onset: Onset | null): EvidenceId {
  const { change, leadMs } = scored;
  return book.cite(scored, () => {
    const draft = describeChange(change);
    const distance = minutesBetween(0, Math.abs(leadMs));
    return {
      ...draft,
      facts: {
        ...draft.facts,
        ...(onset === null ? {} : leadMs >= 0 ? { minutesBefore: distance } : { minutesAfter: distance }),
        ...(scored.perDay === null ? {} : { perDay: scored.perDay }),
        ...(scored.undoneAt === null ? {} : { undoneAt: scored.undoneAt }),
        ...(scored.rolledOutSince === null ? {} : { rolledOutSinceAt: scored.rolledOutSince.startedAt }),
        ...(scored.takenBackBy === null ? {} : { takenBackAt: scored.takenBackBy.startedAt }),
        ...(scored.sightings.length === 0 ? {} : { alsoSeenAs: scored.sightings.map(({ kind }) => kind).join(', ') }),
      },
    };
  });
}
