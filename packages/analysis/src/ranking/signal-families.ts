import type { Shift } from '../onset/shift.ts';

/** What a shift is about, as far as blame goes. */
export type SignalFamily =
  | 'resource'
  | 'latency'
  | 'waiting'
  | 'errors'
  | 'network'
  | 'traffic'
  | 'bandwidth'
  | 'other';

export function familyOf({ series }: Shift): SignalFamily {
  // What a service waits for its callees, all of them together, is theirs rather than its own.
  const isWaiting = series.signal.startsWith('latency') && series.side === 'client' && series.peer === undefined;
  if (isWaiting) return 'waiting';
  return series.signal === 'network' && series.unit !== 's' ? 'bandwidth' : familyOfSignal(series.signal);
}

/** The family of a signal when nothing more is known of it. */
export function familyOfSignal(signal: string): SignalFamily {
  switch (signal) {
    case 'cpu':
    case 'memory':
    case 'disk':
    case 'saturation':
    case 'queue_age':
    case 'queue_length':
    case 'miss_ratio':
    case 'restarts':
      return 'resource';
    case 'error_rate':
    case 'error_ratio':
    case 'availability':
      return 'errors';
    case 'request_rate':
      return 'traffic';
    case 'network':
      return 'network';
    case 'custom':
      return 'other';
    default:
      return 'latency';
  }
}

/** Resources that are short hurt at once; a disk or memory that moves often just moves. */
const resourceWeights: Partial<Record<string, number>> = { memory: 0.7, disk: 0.6, custom: 0.4 };

/** The part of the effect that speaks of harm: slower, fuller, more errors, less available. Never negative. */
export function harmOf(shift: Shift): number {
  const good = shift.series.signal === 'availability' ? 1 : -1;
  return Math.max(0, -good * shift.effect) * (resourceWeights[shift.series.signal] ?? 1);
}

/** The service a shift accuses: the callee of a call, else the service itself. */
export function accusedBy({ series }: Shift): string {
  return series.peer !== undefined && series.side !== 'server' ? series.peer : series.service;
}
