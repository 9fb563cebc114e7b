import type { Change, ChangeHistory } from '@incidentfox/incident';
import { type PatchReading, readPatch } from '../patches/index.ts';
import type { CallGraph } from '../topology/call-graph.ts';
import { mergeSightings } from './merge-sightings.ts';
import { rarityOf } from './rarity.ts';
import type { ScoredChange } from './scored-change.ts';
import { takenBackBy } from './takes-back.ts';
import {
  failedChangeWeight,
  halfSlowSuspicionMs,
  halfSuspicionMs,
  kindWeights,
  laterWeight,
  maxRecoveryMs,
  saysWeights,
  scopeWeights,
  undoneDoubtWeight,
} from './thresholds.ts';

export interface ChangeScene {
  changes: readonly Change[];
  histories: readonly ChangeHistory[];
  graph: CallGraph;
  /** When trouble began, epoch ms; null when nothing is wrong. */
  onset: number | null;
  /** When the trouble of one service began, when it shows any. */
  beganIn: (service: string) => number | null;
  /** How far the onset may be off, ms. */
  toleranceMs: number;
  /** How much later than the onset a change may be dated and still be the cause, ms. */
  blurMs: number;
  affected: readonly string[];
  /** Services that show trouble of their own. */
  troubled: ReadonlySet<string>;
  /** When the trouble ended, if it did. */
  recoveredAt: number | null;
}

/** Weighs every change by time to onset, scope, kind and how usual it is. Strongest first; what is ruled out last. */
export function scoreChanges(scene: ChangeScene): ScoredChange[] {
  const merged = mergeSightings(scene.changes);
  const all = merged.map(({ change }) => change);
  const scored = merged.map(({ change, sightings }) => {
    const { rarity, perDay } = rarityOf(change, all, scene.histories);
    const onset = (change.service === null ? null : scene.beganIn(change.service)) ?? scene.onset;
    const leadMs = onset === null ? 0 : onset - change.startedAt;
    const scope = scopeOf(change, scene);
    const exclusion = exclusionOf(change, scope, scene.onset !== null && leadMs < -scene.blurMs);
    const reading = change.patch === undefined || exclusion === 'after_onset' ? null : readPatch(change.patch);
    const parts = {
      time: timeWeight(leadMs, reading) * (leadMs < -scene.toleranceMs ? laterWeight : 1),
      scope: scopeWeights[scope],
      kind: kindOf(change),
      rarity,
      says: saysWeight(reading),
    };
    const undone = undoingOf(change, all, scene);
    const strengthAlone = parts.time * parts.scope * parts.kind * parts.rarity * parts.says;
    const strength =
      exclusion !== null ? 0 : undone === null ? strengthAlone : 1 - (1 - strengthAlone) * undoneDoubtWeight;
    return {
      change,
      sightings,
      leadMs,
      scope,
      strength,
      parts,
      perDay,
      reading,
      exclusion,
      undoneAt: undone?.startedAt ?? null,
      undoneBy: undone,
      rolledOutSince: rolledOutSince(change, merged),
      takenBackBy: takenBackBy(change, all),
    } satisfies ScoredChange;
  });
  return scored.sort(
    (a, b) =>
      b.strength - a.strength || Math.abs(a.leadMs) - Math.abs(b.leadMs) || (a.change.id < b.change.id ? -1 : 1),
  );
}

function exclusionOf(change: Change, scope: ScoredChange['scope'], isLater: boolean): ScoredChange['exclusion'] {
  if (isLater) return 'after_onset';
  if (isUnattributed(change)) return 'unattributed';
  return scope === 'unrelated' ? 'unrelated' : null;
}

/** It was found where the service's changes are, and nothing says that it is one of them. */
const isUnattributed = ({ service, scopeMatch }: Change): boolean => service !== null && scopeMatch === 'environment';

function timeWeight(leadMs: number, reading: PatchReading | null): number {
  const isSlow = reading?.alterations.some(({ delay }) => delay === 'gradual') ?? false;
  return 1 / (1 + (Math.max(0, leadMs) / (isSlow ? halfSlowSuspicionMs : halfSuspicionMs)) ** 1.5);
}

/** A change whose diff was read and can do no harm is no candidate; one in which nothing was found is a lesser one. */
function saysWeight(reading: PatchReading | null): number {
  if (reading === null) return 1;
  if (reading.harmless) return saysWeights.harmless;
  return reading.alterations.length === 0 ? saysWeights.nothingFound : 1;
}

function kindOf(change: Change): number {
  const status = change.status === 'failed' ? failedChangeWeight : 1;
  return kindWeights[change.kind] * status;
}

function scopeOf(change: Change, { graph, affected, troubled }: ChangeScene): ScoredChange['scope'] {
  const { service } = change;
  if (service === null) return 'environment';
  if (troubled.has(service)) return 'same_service';
  const concerned = affected.length > 0 ? affected : [...troubled];
  if (concerned.includes(service)) return 'same_service';
  if (concerned.some((one) => graph.dependenciesOf(one).has(service))) return 'dependency';
  for (const services of graph.sharedNodes.values())
    if (services.includes(service) && services.some((other) => troubled.has(other))) return 'shared_node';
  return 'unrelated';
}

/** A later rollback of this change, after which the trouble ended within a short while. */
function undoingOf(change: Change, all: readonly Change[], { recoveredAt }: ChangeScene): Change | null {
  if (recoveredAt === null) return null;
  const undone = takenBackBy(change, all);
  const helped = undone !== null && recoveredAt >= undone.startedAt && recoveredAt - undone.startedAt <= maxRecoveryMs;
  return helped ? undone : null;
}

const rollOuts: ReadonlySet<Change['kind']> = new Set(['deploy', 'rollback', 'release', 'config']);

function rolledOutSince(change: Change, merged: readonly { change: Change }[]): Change | null {
  const later = merged
    .map((one) => one.change)
    .filter(({ service, startedAt, kind, status }) => {
      const isLater = service === change.service && startedAt > change.startedAt;
      return isLater && rollOuts.has(kind) && status !== 'failed';
    });
  return later.sort((a, b) => b.startedAt - a.startedAt)[0] ?? null;
}
