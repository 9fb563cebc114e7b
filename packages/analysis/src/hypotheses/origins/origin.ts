import type { OriginEvidence, OriginParts } from './origin-evidence.ts';

/** What is no service of the catalogue or the telemetry and can still be where trouble began. */
export interface Place {
  kind: 'node' | 'zone' | 'host' | 'name_server';
  name: string;
}

/** A service or place where the trouble may have begun, with the evidence for it. */
export interface Origin extends OriginParts {
  place: Place | null;
  /** Probability that this is where it began, 0..1; of all origins and of what was not seen it sums to one. */
  probability: number;
  evidence: OriginEvidence;
}
