import type { Observations } from '@incidentfox/incident';
import type { Shift } from '../onset/shift.ts';
import { buildCallGraph } from '../topology/build-call-graph.ts';
import type { LogFinding } from './log-finding.ts';
import type { OriginFeatures, RankedOrigin } from './ranked-origin.ts';

/**
 * Orders the services by how likely each is where the trouble began.
 * `shifts` are the measured series (significant or not); `logs` what the logs of each service say.
 */
export function rankOrigins(
  observations: Observations,
  shifts: readonly Shift[],
  logs: readonly LogFinding[] = [],
): RankedOrigin[] {
  const graph = buildCallGraph(observations);
  const found = new Map(logs.map((finding) => [finding.service, finding]));
  const troubled = new Set(shifts.filter((shift) => shift.significant).map((shift) => shift.series.service));
  const ranked = graph.services.map((service): RankedOrigin => {
    const own = shifts.filter((shift) => shift.series.service === service).sort(byEffect);
    const explainedBy = graph.calleesOf(service).filter((callee) => troubled.has(callee));
    const features = featuresOf(own, explainedBy.length > 0, found.get(service));
    const score = features.resource + features.unexplained + features.network + features.traffic + features.logs;
    return { service, score, features, reasons: own.filter((shift) => shift.significant).slice(0, 5), explainedBy };
  });
  return ranked.sort((a, b) => b.score - a.score || (a.service < b.service ? -1 : 1));
}

function featuresOf(own: readonly Shift[], explained: boolean, logs: LogFinding | undefined): OriginFeatures {
  const strongest = (test: (shift: Shift) => boolean) =>
    own.filter(test).reduce((most, shift) => Math.max(most, Math.abs(shift.effect)), 0);
  const slow = strongest(({ series, direction }) => /latency|error/.test(series.signal) && direction === 'up');
  const patterns = logs ? [...logs.newPatterns, ...logs.surgingPatterns, ...logs.vanishedPatterns] : [];
  return {
    resource: strongest(({ series }) => /cpu|memory|disk|saturation|restarts/.test(series.signal)),
    unexplained: explained ? 0 : slow,
    network: strongest(({ series }) => series.signal === 'network') / 2,
    traffic: strongest(({ series }) => series.signal === 'request_rate') / 2,
    logs: 8 * patterns.reduce((most, pattern) => Math.max(most, pattern.score), 0),
    reach: 0,
  };
}

function byEffect(a: Shift, b: Shift): number {
  return Math.abs(b.effect) - Math.abs(a.effect);
}
