import type { Report, TimelineEvent } from '@incidentfox/incident';

/**
 * In order of time. When there are too many: what the conclusion rests on, from its beginning; then alerts and the incident; then
 * the latest.
 */
export function chooseEvents(report: Report, max: number): TimelineEvent[] {
  const inOrder = [...report.timeline].sort((a, b) => a.at - b.at);
  if (inOrder.length <= max) return inOrder;
  const cited = new Set([...report.summary.evidence, ...report.rootCause.flatMap((cause) => cause.evidence)]);
  const landmarks = new Set(
    report.evidence.filter(({ kind }) => kind === 'alert' || kind === 'incident').map(({ id }) => id),
  );
  const worth = (event: TimelineEvent) =>
    event.evidence.some((id) => cited.has(id)) ? 2 : event.evidence.some((id) => landmarks.has(id)) ? 1 : 0;
  const earlier = (a: TimelineEvent, b: TimelineEvent) => (worth(a) > 0 ? a.at - b.at : b.at - a.at);
  const best = [...inOrder].sort((a, b) => worth(b) - worth(a) || earlier(a, b)).slice(0, max);
  return inOrder.filter((event) => best.includes(event));
}
