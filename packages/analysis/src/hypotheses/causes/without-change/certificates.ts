import { describeShift } from '../../../evidence/describe-shift.ts';
import type { AlterationKind } from '../../../patches/index.ts';
import { citeSymptom } from '../../citations/cite.ts';
import { type CauseWithoutChange, type WithoutChangeRule, wordsOf } from './cause-without-change.ts';
import { certificate, certificateRange } from './thresholds.ts';

const untilExpiry = /expir|not_?after|valid_?until|until_?end/i;
const hasExpired = /expired|validity check failed|not ?after|has_expired|no longer valid|not yet valid/i;

const otherTrust: ReadonlySet<AlterationKind> = new Set(['certificate', 'endpoint', 'dependency']);

/** A certificate ran out: the seconds until then reached zero, or the errors say so. */
export const certificateCauses: WithoutChangeRule = ({ scene, symptoms, onset }) => {
  const found: CauseWithoutChange[] = [];
  for (const series of scene.observations.series) {
    if (series.unit !== 's' || !untilExpiry.test(series.name)) continue;
    const end = series.points.find(([, value]) => value !== null && value <= 0)?.[0];
    if (end === undefined || end < onset - certificateRange.beforeMs || end > onset + certificateRange.afterMs)
      continue;
    const shift = scene.shifts.find((one) => one.series === series);
    const evidence = scene.book.cite(series, () =>
      shift === undefined
        ? {
            kind: 'metric_shift' as const,
            service: series.service,
            at: end,
            title: `The certificate of ${series.service} ran out`,
            facts: { signal: series.signal, metric: series.name },
            ...(series.questionId === undefined ? {} : { questionId: series.questionId }),
          }
        : describeShift(shift),
    );
    found.push({ kind: 'network', object: series.service, logOdds: certificate.measured, supports: [evidence] });
  }
  const refused = symptoms.filter(({ mechanism }) => mechanism === 'certificate');
  if (refused.length > 0) {
    const isExpired = refused.some((one) => hasExpired.test(wordsOf(one)));
    const host = refused.map(({ blames }) => blames?.name).find((name) => name !== undefined) ?? null;
    found.push({
      kind: 'network',
      ...(!isExpired && { madeBy: otherTrust }),
      object: host,
      logOdds: isExpired ? certificate.expiredInWords : certificate.otherwise,
      supports: refused.slice(0, 4).map((symptom) => citeSymptom(scene.book, symptom)),
    });
  }
  return found;
};
