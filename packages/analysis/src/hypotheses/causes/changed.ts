import type { CauseKind, Change } from '@incidentfox/incident';
import { plainVersion } from '../../changes/merge-sightings.ts';
import type { ScoredChange } from '../../changes/scored-change.ts';
import { cut } from '../../evidence/describe-event.ts';
import type { Scene } from '../../scene/scene.ts';
import { citeChange, citeSymptom } from '../citations/cite.ts';
import { type Conviction, isConvicted } from '../conviction/conviction.ts';
import type { Origin } from '../origins/origin.ts';
import { maxChangesPerOrigin, minSuspect } from '../thresholds.ts';
import type { Cause } from './cause.ts';

/** A change as a cause: in its own service, which may be a caller or a callee of where the trouble shows first. */
export interface ChangedCause extends Cause {
  service: string;
  isConvicted: boolean;
}

const kindOfCause: Record<Change['kind'], CauseKind> = {
  deploy: 'change',
  rollback: 'change',
  release: 'change',
  merge: 'change',
  pipeline: 'change',
  flag: 'configuration',
  config: 'configuration',
  infra: 'configuration',
  scale: 'resource_saturation',
};

/** The changes that could have begun an origin's trouble, as far as they are likely. Only a convicted one is its trigger. */
export function changedCauses(conviction: Conviction, origin: Origin, scene: Scene): ChangedCause[] {
  return conviction.suspects.slice(0, maxChangesPerOrigin).flatMap((suspect, index) => {
    const { scored, probability, separating, against, quote } = suspect;
    if (probability < minSuspect) return [];
    const trigger = citeChange(scene.book, scored, scene.onset);
    // The likeliest origin comes first: what fits there is quoted.
    if (quote !== null && !('says' in scene.book.factsOf(trigger))) scene.book.addFacts(trigger, { says: quote });
    const named = patternsNaming(scored, origin);
    return {
      kind: kindOfCause[scored.change.kind],
      service: scored.change.service ?? origin.service,
      object: objectOf(scored.change),
      fit: probability,
      trigger,
      change: scored,
      isConvicted: index === 0 && isConvicted(conviction),
      supports: [
        trigger,
        ...separating.flatMap(({ evidence }) => evidence),
        ...named.map((symptom) => citeSymptom(scene.book, symptom)),
        ...undoing(scored, scene),
      ],
      contradicts: [...new Set(against.flatMap(({ evidence }) => evidence))],
    };
  });
}

/** A version for code; for a setting what was set, in the words of its title. */
function objectOf({ kind, version, title }: Change): string | null {
  const words = title === '' ? null : cut(title);
  return kindOfCause[kind] === 'change' ? (version ?? words) : (words ?? version ?? null);
}

/** Errors whose text names the version that came with the change. */
const patternsNaming = ({ change }: ScoredChange, origin: Origin) =>
  [...origin.own, ...origin.calls].filter(
    ({ from }) =>
      'pattern' in from &&
      from.pattern.mentions.some(
        ({ kind, text }) =>
          kind === 'version' && change.version !== undefined && plainVersion(text) === plainVersion(change.version),
      ),
  );

function undoing(scored: ScoredChange, scene: Scene): string[] {
  const undoneBy = scene.changes.find(({ change }) => scored.undoneBy !== null && change.id === scored.undoneBy.id);
  return undoneBy === undefined ? [] : [citeChange(scene.book, undoneBy, scene.onset)];
}
