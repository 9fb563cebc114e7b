import { z } from 'zod';
import { Gap } from '../questions/question.ts';
import { CauseKind, Verdict } from './diagnosis.ts';
import { Evidence, EvidenceId } from './evidence.ts';

/** A sentence and what it rests on. The tuple type makes a sentence without evidence fail to compile. */
export const Sentence = z.object({
  text: z.string(),
  evidence: z.tuple([EvidenceId], EvidenceId),
});
export type Sentence = z.infer<typeof Sentence>;

/** A step for a person. `command` looks, or undoes the change that is blamed; nothing here changes a system by itself. */
export const Action = Sentence.extend({ command: z.string().nullable() });
export type Action = z.infer<typeof Action>;

export const TimelineEvent = Sentence.extend({
  /** Epoch ms; shown in UTC. */
  at: z.number(),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

/** The findings, ready to be laid out. Texts hold untrusted names: escape before showing. */
export const Report = z.object({
  verdict: Verdict,
  confidence: z.number(),
  summary: Sentence,
  /** The blamed cause in short, for titles and comparison between revisions. Null unless the verdict is root_cause. */
  cause: z.object({ kind: CauseKind, service: z.string(), object: z.string().nullable() }).nullable(),
  rootCause: z.array(Sentence),
  /** Most telling first. */
  evidence: z.array(Evidence),
  /** Other explanations that remain, with their probability 0..1. */
  alternatives: z.array(Sentence.extend({ probability: z.number() })),
  ruledOut: z.array(Sentence),
  actions: z.array(Action),
  timeline: z.array(TimelineEvent),
  gaps: z.array(Gap),
  nextQuestion: z.string().nullable(),
  /** Id of the evidence whose series best shows the trouble. */
  decisive: EvidenceId.nullable(),
  engine: z.string(),
});
export type Report = z.infer<typeof Report>;
