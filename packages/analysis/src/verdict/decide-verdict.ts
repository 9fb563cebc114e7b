import { type Hypothesis, maxConfidence, type Verdict } from '@incidentfox/incident';
import { describeAlert } from '../evidence/describe-event.ts';
import type { Weighed } from '../hypotheses/make-hypotheses.ts';
import { familyOfSignal } from '../ranking/signal-families.ts';
import type { Scene } from '../scene/scene.ts';
import type { Assessment } from './assessment.ts';
import { minAnsweredKinds, minTroubleStrength } from './thresholds.ts';

export interface Decision {
  verdict: Verdict;
  confidence: number;
  hypotheses: Hypothesis[];
}

/** Names a cause, says that nothing is wrong, or abstains. */
export function decideVerdict(input: {
  weighed: readonly Weighed[];
  assessment: Assessment;
  scene: Scene;
  confidence: number;
  minConfidence: number;
}): Decision {
  const { weighed, assessment, scene, confidence, minConfidence } = input;
  const hypotheses = weighed.map(({ hypothesis }) => hypothesis);
  const isTroubled = scene.symptoms.some(({ strength }) => strength >= minTroubleStrength);
  if (!isTroubled && assessment.verdict !== 'root_cause') return withoutTrouble(scene, hypotheses);
  if (weighed.length > 0 && confidence >= minConfidence) return { verdict: 'root_cause', confidence, hypotheses };
  return { verdict: 'inconclusive', confidence, hypotheses };
}

/** Whether the signal that raised the alarm was measured. Without it, nothing can be called healthy. */
function sawTarget({ observations: { target }, shifts }: Scene): boolean {
  if (target === undefined) return true;
  const family = familyOfSignal(target.signal);
  return shifts.some(({ series }) => series.service === target.service && familyOfSignal(series.signal) === family);
}

function withoutTrouble(scene: Scene, hypotheses: Hypothesis[]): Decision {
  const { answered, series, alerts, affected, gaps } = scene.observations;
  const kinds = new Set(
    answered
      .filter(({ capability }) => capability === 'metrics' || capability === 'logs' || capability === 'infra')
      .map(({ capability }) => capability),
  );
  // Without metrics, silence means something only when no source of metrics is configured.
  const looked =
    scene.shifts.length >= 3 || (series.length === 0 && gaps.length === 0 && kinds.size >= minAnsweredKinds);
  if (!looked || !sawTarget(scene) || kinds.size < Math.min(minAnsweredKinds, gaps.length + 1))
    return { verdict: 'inconclusive', confidence: 0, hypotheses };
  const normal = scene.shifts.filter(({ significant }) => !significant).length / Math.max(1, scene.shifts.length);
  const sure = Math.min(maxConfidence, (0.6 + 0.1 * kinds.size + 0.2 * normal) / (1 + 0.3 * gaps.length));
  const confidence = Math.round(sure * 100) / 100;
  const firing = alerts.filter(({ state }) => state === 'firing' || state === 'acknowledged');
  const service = firing[0]?.service ?? affected[0] ?? scene.graph.services[0];
  if (service === undefined) return { verdict: 'healthy', confidence, hypotheses: [] };
  const cited = firing.slice(0, 3).map((alert) => scene.book.cite(alert, () => describeAlert(alert)));
  return {
    verdict: 'healthy',
    confidence,
    hypotheses: [
      {
        kind: firing.length > 0 ? 'monitoring_artefact' : 'nothing_wrong',
        service,
        object: firing[0]?.name ?? null,
        trigger: cited[0] ?? null,
        score: 1,
        probability: confidence,
        supports: cited,
        contradicts: [],
      },
    ],
  };
}
