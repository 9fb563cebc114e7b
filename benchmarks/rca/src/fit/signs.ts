import type { AnswerSigns, Coverage, OriginEvidence } from '@incidentfox/analysis';

/** Evidence that can only speak against an origin. All other evidence can only speak for one. */
export const speaksAgainst: ReadonlySet<keyof OriginEvidence> = new Set([
  'noPath',
  'unrelated',
  'late',
  'quiet',
  'blamesOthers',
  'overrun',
  'unseenBelow',
]);
/** Evidence of which nobody can say beforehand which way it speaks. */
export const freeEvidence: ReadonlySet<keyof OriginEvidence> = new Set(['host']);
/**
 * Kinds of telemetry that a system may not have at all: no origin can earn by them there, so their absence only makes the other
 * possibilities less likely than they would be. All other gaps in what was seen make them likelier.
 */
export const neutralCoverage: ReadonlySet<keyof Coverage> = new Set(['noPlatform', 'noPeers']);
/** Signs of an answer that can only speak for believing it; all others can only speak against that. */
export const signsFor: ReadonlySet<keyof AnswerSigns> = new Set(['place']);
