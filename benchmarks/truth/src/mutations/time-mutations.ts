import { later, type Mutation, section } from './mutation.ts';

/** Falsehoods about when, and in which order. */
export const timeMutations: readonly Mutation[] = [
  {
    name: 'trouble is said to have begun a quarter of an hour later',
    kind: 'time',
    apply: (told) =>
      section(told, 'rootCause', (text) =>
        text.replace(/ since (\d\d:\d\d) UTC$/, (_, at) => ` since ${later(at, 15)} UTC`),
      ),
  },
  {
    name: 'the distance to the change is another',
    kind: 'time',
    apply: (told) =>
      section(told, 'rootCause', (text) => text.replace(/^It began (?:right|\d+ min) after/, 'It began 57 min after')),
  },
  {
    name: 'a signal of the timeline moved half an hour later',
    kind: 'time',
    apply: ({ report, observations }) => {
      // What requests suffer, and later: before it, what drifts all day may be said to have begun at any hour.
      const at = report.timeline.findIndex(({ text }) => /(?:error ratio|latency)\b.* began to /.test(text));
      if (at < 0) return null;
      const timeline = report.timeline
        .map((one, index) => (index === at ? { ...one, at: one.at + 30 * 60_000 } : one))
        .sort((a, b) => a.at - b.at);
      return { observations, report: { ...report, timeline } };
    },
  },
  {
    name: 'a change of the timeline was at another time',
    kind: 'time',
    apply: ({ report, observations }) => {
      const at = report.timeline.findIndex(({ text }) => / deployed/.test(text));
      if (at < 0) return null;
      const timeline = report.timeline
        .map((one, index) => (index === at ? { ...one, at: one.at - 120_000 } : one))
        .sort((a, b) => a.at - b.at);
      return { observations, report: { ...report, timeline } };
    },
  },
  {
    name: 'the timeline is the other way round',
    kind: 'time',
    apply: ({ report, observations }) =>
      report.timeline.length < 3
        ? null
        : { observations, report: { ...report, timeline: [...report.timeline].reverse() } },
  },
  {
    name: 'a change came long after the trouble, which it did not',
    kind: 'time',
    apply: (told) =>
      section(told, 'ruledOut', (text) =>
        text.replace(/it came .+ after trouble began/, 'it came 341 min after trouble began'),
      ),
  },
];
