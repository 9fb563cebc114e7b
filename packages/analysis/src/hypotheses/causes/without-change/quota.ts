import { describeShift } from '../../../evidence/describe-shift.ts';
import { citeSymptom } from '../../citations/cite.ts';
import { makesTraffic, outsideNameOf, type WithoutChangeRule, wordsOf } from './cause-without-change.ts';
import { quota } from './thresholds.ts';

/** The words of providers and their libraries; anybody's own limiter says "429" as well. */
const ofProvider =
  /throttlingexception|provisionedthroughput|slowdown|slow down|rate exceeded|requestlimitexceeded|reduce your request rate|quota|resource_exhausted|credit balance/i;
const throttled =
  /throttl|slow ?down|rate exceeded|quota|too ?many ?requests|provisioned ?throughput|request ?limit ?exceeded|resource_?exhausted|\b429\b|reduce your request rate|credits? (?:balance )?(?:exhausted|used up)/i;

/** A managed service answers less than is asked of it: a quota is used up, or it throttles. */
export const quotaCauses: WithoutChangeRule = ({ scene, symptoms, origin }) => {
  const said = symptoms.filter(
    ({ from, service }) => 'pattern' in from && service !== '' && throttled.test(from.pattern.example),
  );
  const near = new Set([origin.service, ...symptoms.map(({ service }) => service)]);
  const measured = scene.shifts.filter(
    ({ series, significant, direction }) =>
      significant && direction === 'up' && near.has(series.service) && throttled.test(series.name.replaceAll('_', ' ')),
  );
  if (said.length === 0) return [];
  const outside = said.map((one) => outsideNameOf(one, scene)).find((name) => name !== null) ?? null;
  const isInside = outside === null && said.every(({ blames }) => blames?.kind === 'service');
  return [
    {
      kind: 'quota',
      madeBy: makesTraffic,
      object: outside ?? nameIn(said.map(wordsOf)) ?? refusalIn(said.map(wordsOf)),
      logOdds:
        (said.some((one) => ofProvider.test(wordsOf(one))) ? quota.inWords : quota.unnamed) +
        (outside === null ? 0 : quota.outside) +
        (isInside ? quota.inside : 0) +
        (measured.length > 0 ? quota.measured : 0),
      supports: [
        ...said.slice(0, 4).map((symptom) => citeSymptom(scene.book, symptom)),
        ...measured.slice(0, 1).map((shift) => scene.book.cite(shift.series, () => describeShift(shift))),
      ],
    },
  ];
};

/** The operation that was refused, where a line of the provider's library tells it. */
const nameIn = (lines: readonly string[]): string | null =>
  lines
    .map((line) => /(?:calling the|operation[:= ]+)\s*"?([A-Za-z]{3,40})/.exec(line)?.[1])
    .find((name) => name !== undefined) ?? null;

/** What the provider calls its refusal, where nothing says of what: whoever looks into its documentation finds it by that. */
const refusalIn = (lines: readonly string[]): string | null =>
  lines
    .map(
      (line) =>
        /\b(?:[A-Z][A-Za-z]*(?:Throttl|LimitExceeded|Throughput)[A-Za-z]*|Throttling[A-Za-z]*|RESOURCE_EXHAUSTED|SlowDown)\b/.exec(
          line,
        )?.[0],
    )
    .find((name) => name !== undefined) ?? null;
