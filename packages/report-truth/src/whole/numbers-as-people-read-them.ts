import type { Report } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';

/** Epoch times, a fraction of a restart, `1 failures`: numbers that no person writes. Quoted texts are somebody else's. */
const unreadable: readonly (readonly [form: RegExp, why: string])[] = [
  [/\b1[5-9]\d{8}(?:\d{3})?\b/, 'an epoch time'],
  [/\brestarts[^:]*: \d+\.\d/, 'a fraction of a restart'],
  [/(?<![\d.])1 (?:failures|lines|errors|times|restarts|signals|questions|pods)\b/, 'one of several'],
  [/\bNaN\b|\bInfinity\b|\bundefined\b|\bnull\b/, 'no value'],
  [/keeps [a-z]+ \(seen once\)/, 'once is not again and again'],
  [/^.*(?:ratio|CPU|memory|saturation|disk)[^:]*: -\d/, 'a negative share'],
];

export function checkReadable({
  summary,
  rootCause,
  alternatives,
  ruledOut,
  actions,
  timeline,
  evidence,
}: Report): ClaimCheck[] {
  const texts = [summary, ...rootCause, ...alternatives, ...ruledOut, ...actions, ...timeline].map(({ text }) => text);
  return [...texts, ...evidence.map(({ title }) => title)].flatMap((text) => {
    const own = text.replaceAll(/"[^"]*"|`[^`]*`/g, '""');
    return unreadable.flatMap(([form, why]) => (form.test(own) ? [check('number', false, `${why}: ${text}`)] : []));
  });
}
