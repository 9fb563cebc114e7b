import type { CauseKind } from '@incidentfox/incident';
import { describePattern } from '../../evidence/describe-event.ts';
import { describeShift } from '../../evidence/describe-shift.ts';
import type { OriginFeatures } from '../../ranking/ranked-origin.ts';
import { causeFits, maxRankedSupports } from '../thresholds.ts';
import type { CauseRule } from './cause.ts';

const kinds: Record<Exclude<keyof OriginFeatures, 'reach'>, CauseKind> = {
  resource: 'resource_saturation',
  slowness: 'code_fault',
  failures: 'code_fault',
  network: 'network',
  traffic: 'code_fault',
  logs: 'code_fault',
};

/** The first of the ranking, when no other rule says why: the kind of cause follows the largest part of its score. */
export const rankedCauses: CauseRule = ({ service }, { ranking, shifts, patterns, book }) => {
  const first = ranking[0];
  if (first === undefined || first.service !== service || first.score <= 0) return [];
  const { reach: _, ...parts } = first.features;
  const names = Object.keys(kinds) as (keyof typeof kinds)[];
  const strongest = names.reduce((a, b) => (parts[b] > parts[a] ? b : a));
  const silent = patterns.filter((pattern) => pattern.service === service && pattern.vanished);
  const starved = shifts.filter(
    ({ series, significant, direction }) => significant && direction === 'down' && series.signal === 'request_rate',
  );
  const cited = [
    ...first.reasons.map((shift) => book.cite(shift.series, () => describeShift(shift))),
    ...silent.map((pattern) => book.cite(pattern, () => describePattern(pattern))),
    ...(strongest === 'traffic' ? starved.map((shift) => book.cite(shift.series, () => describeShift(shift))) : []),
  ];
  const supports = [...new Set(cited)].slice(0, maxRankedSupports);
  return [{ kind: kinds[strongest], object: null, fit: causeFits.ranked, trigger: null, supports, contradicts: [] }];
};
