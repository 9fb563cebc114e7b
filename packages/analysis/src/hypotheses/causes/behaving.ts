import { combinedStrength } from '../../scene/combined-strength.ts';
import type { Symptom } from '../../scene/symptom.ts';
import { citeSymptom } from '../citations/cite.ts';
import { causeFits, surgeLeadMs } from '../thresholds.ts';
import type { CauseRule } from './cause.ts';

const codeMechanisms = new Set(['exception', 'missing_configuration', 'authentication']);

/** Requests as a multiple of normal; 0 for a symptom that is no surge. */
const growth = ({ what, from }: Symptom): number =>
  what === 'traffic_up' && 'shift' in from ? from.shift.level / Math.max(1e-9, from.shift.baseline) : 0;

/** More calls than usual, before or with the trouble, and not because a caller retries. */
export const trafficCauses: CauseRule = (origin, scene) => {
  const surges = origin.calls.filter(({ what }) => what === 'traffic_up');
  const surge = surges.sort((a, b) => b.strength - a.strength)[0];
  if (surge === undefined || scene.onset === null) return [];
  const callersToo = scene.graph
    .callersOf(origin.service)
    .some((caller) => scene.symptomsOf(caller).some((symptom) => growth(symptom) >= 0.8 * growth(surge)));
  const errors = scene.symptoms.filter(
    ({ what, at }) => (what === 'errors' || what === 'log_errors') && at < surge.at - surgeLeadMs,
  );
  const fit =
    causeFits.traffic * Math.min(1, surge.strength * 1.3) * (callersToo ? 0.5 : 1) * (errors.length > 0 ? 0.4 : 1);
  const evidence = citeSymptom(scene.book, surge);
  return [{ kind: 'traffic_surge', object: null, fit, trigger: evidence, supports: [evidence], contradicts: [] }];
};

/** The service throws where it did not before. */
export const codeCauses: CauseRule = (origin, scene) => {
  const thrown = [...origin.own, ...origin.calls].filter(
    ({ mechanism, what }) => what === 'error_issue' || (mechanism !== null && codeMechanisms.has(mechanism)),
  );
  const missingSettings = thrown.filter(({ mechanism }) => mechanism === 'missing_configuration');
  const supports = [...thrown]
    .sort((a, b) => b.strength - a.strength)
    .slice(0, 5)
    .map((symptom) => citeSymptom(scene.book, symptom));
  if (supports.length === 0) return [];
  const kind = missingSettings.length * 2 > thrown.length ? 'configuration' : 'code_fault';
  return [
    {
      kind,
      object: null,
      fit: causeFits.code * combinedStrength(thrown),
      trigger: supports[0] ?? null,
      supports,
      contradicts: [],
    },
  ];
};

/** Slow or failing calls of the service that no callee explains. */
export const unexplainedCallCauses: CauseRule = (origin, scene) => {
  const calls = origin.calls.filter(({ what }) => what !== 'traffic_up');
  if (calls.length === 0 || origin.explainedBy.length > 0) return [];
  const supports = [...calls]
    .sort((a, b) => b.strength - a.strength)
    .slice(0, 5)
    .map((symptom) => citeSymptom(scene.book, symptom));
  return [
    { kind: 'code_fault', object: null, fit: causeFits.unexplainedCalls, trigger: null, supports, contradicts: [] },
  ];
};
