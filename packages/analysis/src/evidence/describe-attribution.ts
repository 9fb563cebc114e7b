import type { Attribution } from '../attribution/index.ts';
import type { EvidenceDraft } from './evidence-book.ts';

/** Where exactly a service fails or is slow, in words, with the shares it rests on. */
export function describeAttribution(one: Attribution): EvidenceDraft {
  const { service, measure, labels, shareInTrouble, shareNormally, lift, ofValues, sentence, breakdown } = one;
  return {
    kind: 'attribution',
    service,
    at: null,
    title: `${service}: ${sentence}`,
    value: shareInTrouble,
    baseline: shareNormally,
    unit: 'ratio',
    facts: {
      measure,
      lift,
      drawn: breakdown.drawn,
      ...(ofValues === null ? {} : { ofValues }),
      ...Object.fromEntries(labels.map(({ dimension, values }) => [dimension, values.join(', ').slice(0, 200)])),
    },
    ...(breakdown.questionId === undefined ? {} : { questionId: breakdown.questionId }),
  };
}
