import type { CauseKind, EvidenceId } from '@incidentfox/incident';
import { isOutsideHost } from '../../../log-patterns/blamed-names.ts';
import type { AlterationKind } from '../../../patches/index.ts';
import type { Scene } from '../../../scene/scene.ts';
import type { Symptom } from '../../../scene/symptom.ts';
import type { Origin } from '../../origins/origin.ts';

/** Something other than a change of ours that could have done it, with what speaks for it. */
export interface CauseWithoutChange {
  kind: CauseKind;
  /** A host, a certificate, a node, a record, a job. Untrusted. */
  object: string | null;
  /** How much the evidence favours it over a change, in log odds. */
  logOdds: number;
  supports: EvidenceId[];
  /** Alterations that would show in the same way: where a suspect made one of these, the sign separates little. */
  madeBy?: ReadonlySet<AlterationKind>;
}

/** Alterations that make more calls to others. */
export const makesTraffic: ReadonlySet<AlterationKind> = new Set([
  'retry',
  'call_in_loop',
  'query_in_loop',
  'cache_removed',
  'ttl',
  'interval',
  'batch_size',
  'concurrency',
  'call_added',
  'partition_key',
  'pool',
]);

/** What the rules look at: one origin, and the signs of trouble along the way from it to the incident's services. */
export interface CauseSigns {
  scene: Scene;
  origin: Origin;
  /** Signs of the origin, of the incident's services and of those between and around them. */
  symptoms: readonly Symptom[];
  /** When it began at the origin, epoch ms. */
  onset: number;
}

export type WithoutChangeRule = (story: CauseSigns) => CauseWithoutChange[];

/** Everything that belongs to one origin's story: its own signs, its callers', its callees', the incident's services'. */
export function storyOf(origin: Origin, scene: Scene): CauseSigns {
  const { graph, observations } = scene;
  const near = new Set([
    origin.service,
    ...observations.affected,
    ...graph.callersOf(origin.service),
    ...graph.calleesOf(origin.service),
    ...observations.affected.flatMap((one) => graph.calleesOf(one)),
  ]);
  const symptoms = scene.symptoms.filter(({ service, blames }) => near.has(service) || blames?.name === origin.service);
  return { scene, origin, symptoms, onset: scene.onset?.at ?? observations.alarmAt };
}

/** The outside host that a symptom blames; also one that traces call a service and nobody measures. */
export function outsideNameOf({ blames }: Symptom, { shifts }: Scene): string | null {
  if (blames === null) return null;
  if (blames.kind === 'external_host') return blames.name;
  return isOutsideHost(blames.name) && !shifts.some(({ series }) => series.service === blames.name)
    ? blames.name
    : null;
}

/** The line, message or name that a symptom was read from. Untrusted. */
export function wordsOf({ from }: Symptom): string {
  if ('pattern' in from) return from.pattern.example;
  if ('event' in from) return from.event.message;
  if ('issue' in from) return from.issue.title;
  return from.shift.series.name;
}
