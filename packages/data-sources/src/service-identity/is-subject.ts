/** What a title says of its subject: it is slow, its errors, it does not arrive. */
const says = [
  '(?:(?:is|are|was|were|isn.t|aren.t|seems?|looks?|keeps?|gets?|became|becoming|has been|have been)\\s+(?:\\w+ly\\s+|very\\s+|partly\\s+|completely\\s+|again\\s+)*)?' +
    '(?:slow\\w*|down|broken|failing|unavailable|unreachable|degraded|unresponsive|stuck|flapping|crash\\w*|overloaded|hanging|offline|timing out|erroring|throwing|returning|not (?:responding|working|loading|reachable|available))\\b',
  '(?:slow\\w*|fails?|failed|failures?|errors?|outages?|latenc\\w+|timeouts?|times? out|timed out|crash\\w*|crashes|p9\\d|p50|5xx|4xx|50[0-4]|error (?:rate|ratio)|response times?|restart\\w*|oom\\w*|high|throws?|returns?|problems?|issues?|alerts?)\\b',
];
const predicate = new RegExp(`^\\s*(?:[:–-]\\s*)?(?:${says.join('|')})`, 'i');
/** What may stand before a subject: a tag, a severity, an article. */
const opening =
  /^\s*(?:\[[^\]]{1,40}\]\s*|(?:sev|p)-?\d\s*[:|-]?\s*|(?:alert|incident|urgent|fwd|re)\s*[:-]\s*)*(?:the\s+|our\s+)?$/i;

/** Tags and severities take no more room, and neither does what a title says first. Unit: characters. */
const maxOpening = 120;
const maxPredicate = 200;

/** Whether the words between `start` and `end` are what the title is about: "Search is slow", "[SEV2] Search: timeouts". */
export function isSubject(title: string, start: number, end: number): boolean {
  if (start > maxOpening) return false;
  return opening.test(title.slice(0, start)) && predicate.test(title.slice(end, end + maxPredicate));
}
