import type { SymptomKind } from '@incidentfox/incident';

/** Words people use for what they see, most specific first: the first match wins. */
const vocabulary: readonly [SymptomKind, RegExp][] = [
  ['crash', /\b(crash\w*|oom\w*|out of memory|crash.?loop\w*|restart(s|ed|ing)?|killed|panic\w*|segfault)\b/i],
  ['saturation', /\b(saturat\w+|cpu|memory|disk|quota|exhaust\w+|backlog|queue|throttl\w+|capacity|pool)\b/i],
  ['latency', /\b(slow\w*|latenc\w+|p9\d(\.\d)?|timeouts?|timing out|timed out|delay\w*|response time)\b/i],
  ['errors', /\b(errors?|5\d\d|4\d\d|fail\w*|exceptions?|rejected|error rate)\b/i],
  ['unavailable', /\b(down|outage|unavailab\w+|unreachable|offline|not responding|cannot (reach|log ?in|connect))\b/i],
  ['traffic', /\b(traffic|spike|surge|load|requests per second|rps|ddos)\b/i],
  ['data', /\b(data loss|missing data|corrupt\w*|stale|inconsisten\w+|duplicate[ds]?)\b/i],
];

/** The kind of symptom that the text describes. `text` is the title, or the title with the summary. */
export function readSymptom(text: string): SymptomKind {
  return vocabulary.find(([, words]) => words.test(text))?.[0] ?? 'unknown';
}
