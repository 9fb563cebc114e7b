import { typicalSince } from '../../evidence/values-of-shift.ts';
import type { Shift } from '../../onset/shift.ts';
import type { Symptom } from '../symptom.ts';
import { fullStrengthEffect, minMaterial } from '../thresholds.ts';

/** Whether a shift is large enough to matter to anybody, whatever its statistics. */
function isMaterial(shift: Shift): boolean {
  const { signal } = shift.series;
  const value = typicalSince(shift);
  const change = Math.abs(value - shift.baseline);
  const ratio = value / Math.max(1e-12, shift.baseline);
  if (signal === 'error_ratio' || signal === 'availability') return change >= minMaterial.failureShare;
  if (signal.startsWith('latency')) return ratio >= minMaterial.latencyRatio && change >= minMaterial.latencySeconds;
  if (signal === 'restarts') return change >= minMaterial.restarts;
  if (signal === 'request_rate')
    return ratio >= minMaterial.requestGrowthRatio || ratio <= minMaterial.requestFallRatio;
  if (signal === 'saturation' || signal === 'miss_ratio') return change >= minMaterial.saturationShare;
  if (signal === 'queue_age') return change >= minMaterial.queueAgeSeconds;
  if (signal === 'queue_length') return change >= minMaterial.queueLength && ratio >= minMaterial.queueLengthRatio;
  if (signal === 'error_rate') return ratio >= minMaterial.errorRateRatio;
  return ratio >= minMaterial.otherRatio;
}

function symptomOf(shift: Shift): { what: Symptom['what']; nature: Symptom['nature'] } | null {
  const up = shift.direction === 'up';
  switch (shift.series.signal) {
    case 'latency_p50':
    case 'latency_p95':
    case 'latency_p99':
    case 'latency_mean':
      return up ? { what: 'latency', nature: 'calls' } : null;
    case 'error_rate':
    case 'error_ratio':
      return up ? { what: 'errors', nature: 'calls' } : null;
    case 'availability':
      return up ? null : { what: 'errors', nature: 'calls' };
    case 'request_rate':
      return { what: up ? 'traffic_up' : 'traffic_down', nature: 'calls' };
    case 'cpu':
    case 'memory':
    case 'disk':
      return up ? { what: shift.series.signal, nature: 'own' } : null;
    case 'saturation':
    case 'queue_age':
    case 'queue_length':
    case 'miss_ratio':
      return up ? { what: 'saturation', nature: 'own' } : null;
    case 'restarts':
      return up ? { what: 'restarts', nature: 'own' } : null;
    default:
      return null;
  }
}

/** The symptom that a shift is: none for one that is small or for the better. */
export function shiftSymptoms(shift: Shift): Symptom[] {
  const kind = shift.significant && isMaterial(shift) ? symptomOf(shift) : null;
  if (kind === null) return [];
  const strength = Math.min(1, Math.abs(shift.effect) / fullStrengthEffect) * (0.5 + shift.quality / 2);
  const peer = shift.series.side === 'server' ? undefined : shift.series.peer;
  return [
    {
      service: shift.series.service,
      ...kind,
      strength,
      at: shift.onsetAt,
      channel: 'metrics',
      mechanism: null,
      blames: peer === undefined ? null : { kind: 'service', name: peer },
      recoveredAt: shift.recoveredAt,
      from: { shift },
    },
  ];
}
