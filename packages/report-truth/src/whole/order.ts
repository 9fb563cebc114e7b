import type { Evidence } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import { sinceOf } from '../forms/root-cause.ts';
import { clockOf, minuteMs } from '../observed/rounded-number.ts';
import type { ReportCase } from '../report-case.ts';

/** What trouble shows, as the timeline tells it. */
const isEffect: ReadonlySet<Evidence['kind']> = new Set([
  'metric_shift',
  'log_pattern',
  'infra_event',
  'error_issue',
  'alert',
]);

/** The change that is blamed, as it is listed. */
function blamedChange({ report, byId }: ReportCase): Evidence | undefined {
  const id = report.rootCause.find(({ text }) => /^It (?:began|ended) /.test(text))?.evidence[0];
  const trigger = id === undefined ? undefined : byId.get(id);
  return trigger?.kind === 'change' && report.rootCause.some(({ text }) => text.startsWith('It began '))
    ? trigger
    : undefined;
}

/** The order of the whole: ascending, and no effect before what is said to have caused it. */
export function checkOrder(one: ReportCase): ClaimCheck[] {
  const { report } = one;
  const isOrdered = report.timeline.every(({ at }, index) => at >= (report.timeline[index - 1]?.at ?? at));
  return [
    check('time', isOrdered, 'the timeline is not in order'),
    ...effectsBefore(one),
    ...signsBefore(one),
    ...sinceEarliest(one),
  ];
}

function effectsBefore(one: ReportCase): ClaimCheck[] {
  const changedAt = blamedChange(one)?.at ?? null;
  if (changedAt === null) return [];
  return one.report.timeline
    .filter(({ evidence: [id] }) => isEffect.has(one.byId.get(id)?.kind ?? 'incident'))
    .map(({ at, text }) =>
      check('time', at >= changedAt - minuteMs, `"${text}" stands at ${clockOf(at)}, before the change that is blamed`),
    );
}

/** The signs that the first sentence dates the trouble by. */
function signsBefore(one: ReportCase): ClaimCheck[] {
  const { report, byId } = one;
  const changedAt = blamedChange(one)?.at ?? null;
  const since = sinceOf(one);
  const signs = (report.rootCause[0]?.evidence ?? [])
    .flatMap((id) => byId.get(id) ?? [])
    .filter(({ at }) => at !== null && clockOf(at) === since);
  if (changedAt === null || signs.length === 0) return [];
  const tooEarly = signs.every(({ at }) => (at ?? 0) < changedAt - minuteMs);
  return [check('time', !tooEarly, 'the trouble is said to have begun before the change that caused it')];
}

/** A sign is told with the step of what it was read from. */
const slackMs = 6 * minuteMs;

/** Nothing that users see of the blamed service was off long before it is said to have begun, and after the change that is blamed. */
function sinceEarliest(one: ReportCase): ClaimCheck[] {
  const { report, byId } = one;
  const since = sinceOf(one);
  const first = (report.rootCause[0]?.evidence ?? [])
    .flatMap((id) => byId.get(id) ?? [])
    .find(({ at }) => at !== null && clockOf(at) === since);
  if (first?.at == null || report.cause === null) return [];
  const began = first.at;
  const notBefore = blamedChange(one)?.at ?? Number.NEGATIVE_INFINITY;
  const earlier = report.evidence.find(
    ({ kind, service, at, facts }) =>
      kind === 'metric_shift' &&
      service === report.cause?.service &&
      /error|latency|availability/.test(String(facts.signal)) &&
      facts.side !== 'client' &&
      facts.recoveredAt === undefined &&
      at !== null &&
      at >= notBefore &&
      at < began - slackMs,
  );
  return [check('time', earlier === undefined, `it is dated ${since}, and earlier stands: ${earlier?.title}`)];
}
