import { inEvidence, inSummary, type Mutation, scaleFirst, section } from './mutation.ts';

/** Falsehoods about how much, and which way. */
export const numberMutations: readonly Mutation[] = [
  {
    name: 'a value is three times as large',
    kind: 'number',
    apply: (told) =>
      inEvidence(told, 'metric_shift', ({ title, facts }) =>
        facts.direction === 'up' && Number(facts.peak) > 0 ? { title: scaleFirst(title, 3) } : null,
      ),
  },
  {
    name: 'a normal value is a tenth',
    kind: 'number',
    apply: (told) =>
      inEvidence(told, 'metric_shift', ({ title }) => {
        const changed = title.replace(/\(normal: ([1-9][\d.]*)/, (_, one) => `(normal: ${Number(one) / 10}`);
        return changed === title ? null : { title: changed };
      }),
  },
  {
    name: 'a line was logged ten times as often',
    kind: 'number',
    apply: (told) =>
      section(told, 'rootCause', (text) =>
        text.replace(
          /(logged ".*" (?:and the like )?)(\d{2,}) times/s,
          (_, before, count) => `${before}${Number(count) * 10} times`,
        ),
      ),
  },
  {
    name: 'an event of the platform happened more often',
    kind: 'number',
    apply: (told) => section(told, 'rootCause', (text) => text.replace('was killed once', 'was killed 7 times')),
  },
  {
    name: 'more signals are normal than were measured',
    kind: 'number',
    apply: (told) =>
      inSummary(told, (text) =>
        text.replace(/\d+ of (\d+) signals/, (_, all) => `${Number(all) + 900} of ${Number(all) + 900} signals`),
      ),
  },
  {
    name: 'one of several',
    kind: 'number',
    apply: (told) => section(told, 'actions', (text) => text.replace(/^Check the logs of/, 'Check the 1 failures of')),
  },
  {
    name: 'what rose fell',
    kind: 'direction',
    apply: (told) => section(told, 'timeline', (text) => text.replace('began to rise', 'began to fall')),
  },
  {
    name: 'value and normal value are exchanged',
    kind: 'number',
    apply: (told) =>
      section(told, 'rootCause', (text) =>
        text.replace(/: ([^:()]+) \(normal: ([^()]+)\)$/, (all, now, before) =>
          now === before ? all : `: ${before} (normal: ${now})`,
        ),
      ),
  },
];
