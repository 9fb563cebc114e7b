import type { CauseKind, Change } from '@incidentfox/incident';
import { plainVersion } from '../../changes/merge-sightings.ts';
import type { ScoredChange } from '../../changes/scored-change.ts';
import { cut } from '../../evidence/describe-event.ts';
import type { Scene } from '../../scene/scene.ts';
import { citeChange, citeSymptom } from '../citations/cite.ts';
import type { Origin } from '../origins/origin.ts';
import { maxChangesPerOrigin, minChangeStrength } from '../thresholds.ts';
import type { CauseRule } from './cause.ts';

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

/** A change of the service itself, or of the whole environment, shortly before trouble began. */
export const changedCauses: CauseRule = (origin, scene) =>
  scene.changes
    .filter(
      ({ change, strength }) =>
        strength >= minChangeStrength && (change.service === origin.service || change.service === null),
    )
    .filter(({ change }) => change.kind !== 'scale' || origin.own.length > 0)
    .slice(0, maxChangesPerOrigin)
    .map((scored) => {
      const trigger = citeChange(scene.book, scored, scene.onset);
      const named = patternsNaming(scored, origin);
      return {
        kind: kindOfCause[scored.change.kind],
        object: objectOf(scored.change),
        fit: Math.min(
          1,
          0.15 +
            0.85 * scored.strength +
            (named.length > 0 ? 0.15 : 0) +
            (limitMatches(scored.change, origin) ? 0.2 : 0),
        ),
        trigger,
        change: scored,
        supports: [trigger, ...named.map((symptom) => citeSymptom(scene.book, symptom)), ...undoing(scored, scene)],
        contradicts: [],
      };
    });

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

const memoryWords = /memory|heap|\bmem\b|xmx|limit/i;
const cpuWords = /\bcpu\b|limit|quota/i;
const poolWords = /pool|connections?|max_conn/i;

/** The change speaks of the very resource that ran out. */
function limitMatches(change: Change, origin: Origin): boolean {
  const has = (...whats: string[]): boolean =>
    origin.own.some(({ what, mechanism }) => whats.includes(what) || whats.includes(mechanism ?? ''));
  return (
    (memoryWords.test(change.title) && has('out_of_memory', 'memory')) ||
    (cpuWords.test(change.title) && has('cpu', 'saturation')) ||
    (poolWords.test(change.title) && has('pool_exhausted'))
  );
}

function undoing(scored: ScoredChange, scene: Scene): string[] {
  const undoneBy = scene.changes.find(({ change }) => scored.undoneBy !== null && change.id === scored.undoneBy.id);
  return undoneBy === undefined ? [] : [citeChange(scene.book, undoneBy, scene.onset)];
}
