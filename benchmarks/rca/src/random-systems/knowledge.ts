import type { Capability } from '@incidentfox/incident';
import type { RandomSource } from './random.ts';

export const profiles = ['full', 'no graph', 'no rates', 'resources only', 'newcomer', 'missing'] as const;
export type KnowledgeProfile = (typeof profiles)[number];

/** What an investigation gets to see of a system. */
export interface Knowledge {
  profile: KnowledgeProfile;
  stepMs: number;
  maxComponents: number;
  hasRates: boolean;
  hasErrors: boolean;
  graph: 'none' | 'catalogue' | 'service_graph';
  /** Whose calls are measured at the caller. */
  clientMetrics: 'none' | 'outside' | 'all';
  hasPods: boolean;
  hasMedian: boolean;
  hasTails: boolean;
  hasSaturation: boolean;
  hasRestarts: boolean;
  logs: 'error' | 'all' | 'both';
  /** Whether everybody was asked, or the affected service and what it is known to call. */
  coverage: 'all' | 'near';
  /** Kinds that could not be asked. */
  missing: readonly Capability[];
  affected: 'right' | 'neighbour' | 'none';
  knowsTarget: boolean;
}

const mostComponents: Readonly<Record<number, number>> = { 1000: 11, 5000: 14, 15000: 20 };

export function drawKnowledge(random: RandomSource, minStepMs: number, needsPods: boolean): Knowledge {
  const roll = random.next();
  const profile: KnowledgeProfile =
    roll < 0.42
      ? 'full'
      : roll < 0.54
        ? 'no graph'
        : roll < 0.62
          ? 'no rates'
          : roll < 0.72
            ? 'resources only'
            : roll < 0.87
              ? 'newcomer'
              : 'missing';
  const isBare = profile === 'resources only';
  const drawn = isBare
    ? random.pick([1_000, 1_000, 5_000, 15_000, 60_000])
    : random.pick([1_000, 5_000, 15_000, 30_000, 30_000, 60_000, 60_000, 60_000, 300_000]);
  const stepMs = Math.max(minStepMs, drawn);
  const noGraph = isBare || profile === 'no graph' || profile === 'newcomer';
  const who = random.next();
  return {
    profile,
    stepMs,
    maxComponents: mostComponents[stepMs] ?? 30,
    hasRates: !isBare && profile !== 'no rates',
    hasErrors: !isBare,
    graph: noGraph ? 'none' : random.happens(0.6) ? 'catalogue' : 'service_graph',
    clientMetrics: isBare ? 'none' : random.pick(['none', 'outside', 'outside', 'all']),
    hasPods: !isBare && random.happens(needsPods ? 0.85 : 0.45),
    hasMedian: random.happens(0.5),
    hasTails: random.happens(0.6),
    hasSaturation: random.happens(0.6),
    hasRestarts: random.happens(0.6),
    logs: random.pick(['error', 'all', 'both']),
    coverage: isBare || random.happens(profile === 'newcomer' ? 0.3 : 0.75) ? 'all' : 'near',
    missing: drawMissing(random, profile),
    affected: who < 0.72 ? 'right' : who < 0.86 ? 'neighbour' : 'none',
    knowsTarget: random.happens(isBare ? 0.2 : 0.45),
  };
}

function drawMissing(random: RandomSource, profile: KnowledgeProfile): Capability[] {
  if (profile === 'resources only') return ['logs', 'changes', 'infra', 'topology', 'alerts'];
  if (profile === 'missing')
    return random.some<Capability>(['logs', 'changes', 'infra', 'metrics'], random.whole(1, 2));
  return (['logs', 'changes', 'infra'] as const).filter(() => random.happens(0.07));
}
