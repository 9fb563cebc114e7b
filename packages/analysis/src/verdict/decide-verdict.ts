import { type Hypothesis, maxConfidence, type Verdict } from '@incidentfox/incident';
import { describeAlert } from '../evidence/describe-event.ts';
import { plainlyRose, telltaleShifts } from '../hypotheses/looked-at.ts';
import type { Hypotheses } from '../hypotheses/make-hypotheses.ts';
import { usualKinds } from '../hypotheses/origins/coverage.ts';
import type { Scene } from '../scene/scene.ts';
import { confidenceIn } from './confidence.ts';
import { sawWhatIsAffected } from './saw-affected.ts';
import { minAnsweredKinds, minNothingWrong, minTroubleStrength } from './thresholds.ts';

export interface Decision {
  verdict: Verdict;
  confidence: number;
  hypotheses: Hypothesis[];
}

/** Names a cause, says that nothing is wrong, or abstains. */
export function decideVerdict(input: { found: Hypotheses; scene: Scene; minConfidence: number }): Decision {
  const { scene, minConfidence } = input;
  const { weighed, nothingWrong, calibration, origins } = input.found;
  const hypotheses = weighed.map(({ hypothesis }) => hypothesis);
  const sawRequests = scene.observations.series.some(({ signal }) => signal === 'request_rate');
  const basis = { calibration, origins, failedKinds: failedShare(scene), sawRequests };
  const confidence = weighed[0] === undefined ? 0 : round(confidenceIn(weighed[0], basis));
  if (confidence >= minConfidence) return { verdict: 'root_cause', confidence, hypotheses };
  const isTroubled = scene.symptoms.some(({ strength }) => strength >= minTroubleStrength);
  if (isTroubled || nothingWrong < minNothingWrong || !looked(scene))
    return { verdict: 'inconclusive', confidence, hypotheses };
  return healthy(scene, round(Math.min(maxConfidence, nothingWrong)));
}

const failedShare = ({ observations: { failedCapabilities = [] } }: Scene): number =>
  usualKinds.filter((kind) => failedCapabilities.includes(kind)).length / usualKinds.length;

const round = (value: number): number => Math.round(value * 100) / 100;

/** Whether enough answered for silence to mean something, the affected services' own signals among it. */
function looked(scene: Scene): boolean {
  const { answered, series, gaps } = scene.observations;
  const kinds = new Set(
    answered
      .filter(({ capability }) => capability === 'metrics' || capability === 'logs' || capability === 'infra')
      .map(({ capability }) => capability),
  );
  // Without metrics, silence means something only when no source of metrics is configured.
  const enough =
    scene.shifts.length >= 3 || (series.length === 0 && gaps.length === 0 && kinds.size >= minAnsweredKinds);
  return (
    enough &&
    sawWhatIsAffected(scene) &&
    !wasTroubled(scene) &&
    kinds.size >= Math.min(minAnsweredKinds, gaps.length + 1)
  );
}

/** Trouble that was over with the alarm counts for little as a symptom, but nobody may say that nothing was wrong. */
const wasTroubled = (scene: Scene): boolean =>
  scene.observations.affected.some((service) =>
    telltaleShifts(service, scene).some((shift) => plainlyRose(shift, scene)),
  );

function healthy(scene: Scene, confidence: number): Decision {
  const { alerts, affected } = scene.observations;
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
