import type { Requester } from './read-options.ts';

/** Remarks of PromQL about the query, which lack nothing: a mix of histograms and floats, a counter that is not called one. */
const remark = /^PromQL (info|warning)\b|\bmight not be a counter\b/i;

/**
 * Notes what a server of Prometheus' or Loki's kind says beside its answer. Thanos answers 200 with what it has when one of its stores
 * is away, and VictoriaMetrics marks the answer: both are less than what was asked for.
 */
export function noteIncomplete(
  answer: { readonly warnings?: readonly string[] | undefined; readonly isPartial?: boolean | undefined },
  server: string,
  reader: Requester,
): void {
  for (const warning of answer.warnings ?? []) {
    const sentence = `${server} warns: ${warning.slice(0, 200)}`;
    if (remark.test(warning)) reader.warn?.(sentence);
    else reader.incomplete?.(sentence);
  }
  if (answer.isPartial === true)
    reader.incomplete?.(`${server} marks its answer as partial: a part of its storage is away`);
}
