import { maxTraceGapMs, maxTraceLines } from '../limits.ts';
import type { RawLine } from '../raw-line.ts';
import { takeOffFraming } from './take-off-framing.ts';

const continuation =
  /^(?:\s+(?:at |File "|in |\.\.\. \d+ (?:more|common)|[\^~]+\s*$)|\s{4,}\S|Caused by: |Suppressed: |During handling of the above|The above exception|goroutine \d+ \[|\s+\/\S+:\d+)/;
const pythonBegin = /(?:^|\s)Traceback \(most recent call last\):?\s*$/;
const pythonEnd = /^[A-Za-z_][\w.]*(?:Error|Exception|Warning|Exit|Interrupt)\b/;

interface Open {
  readonly texts: string[];
  readonly fields: Record<string, unknown>;
  last: number;
  readonly index: number;
  isPython: boolean;
}

/**
 * Puts stack traces together that were logged one entry a line: what goes on from the entry before it, of the same host and at the same
 * time. A joined line stands for all its entries and is without
 * framing. Lines come back ascending in time.
 */
export function joinStackTraces(lines: readonly RawLine[], hostOf: (line: RawLine) => string | undefined): RawLine[] {
  const open = new Map<string, Open>();
  const joined: RawLine[] = [];
  for (const line of [...lines].sort((a, b) => a.at - b.at)) {
    const host = hostOf(line) ?? '';
    const { text, fields } = takeOffFraming(line.text);
    const before = open.get(host);
    const goesOn =
      before !== undefined &&
      line.at - before.last <= maxTraceGapMs &&
      before.texts.length < maxTraceLines &&
      (continuation.test(text) || (before.isPython && pythonEnd.test(text)));
    if (goesOn) {
      before.texts.push(text);
      before.last = line.at;
      before.isPython = before.isPython && !pythonEnd.test(text);
      const first = joined[before.index] as RawLine;
      const standsFor = (first.standsFor ?? 1) + (line.standsFor ?? 1);
      joined[before.index] = {
        ...first,
        text: before.texts.join('\n'),
        fields: { ...before.fields, ...first.fields },
        standsFor,
      };
      continue;
    }
    open.set(host, { texts: [text], fields, last: line.at, index: joined.length, isPython: pythonBegin.test(text) });
    joined.push(line);
  }
  return joined;
}
