import { z } from 'zod';
import { Gap } from '../questions/question.ts';
import { Evidence, EvidenceId } from './evidence.ts';

export const CauseKind = z.enum([
  'change',
  'dependency',
  'resource_saturation',
  'crash',
  'node',
  'traffic_surge',
  'data_store',
  'configuration',
  'network',
  'third_party',
  'quota',
  'bad_input',
  'scheduled_work',
  'code_fault',
  'monitoring_artefact',
  'nothing_wrong',
]);
export type CauseKind = z.infer<typeof CauseKind>;

export const Verdict = z.enum(['root_cause', 'inconclusive', 'healthy']);
export type Verdict = z.infer<typeof Verdict>;

/** A candidate cause, with what speaks for and against it. */
export const Hypothesis = z.object({
  kind: CauseKind,
  /** The service where it started. */
  service: z.string(),
  /** What exactly: a version, a pod, a node, a setting. Null when only the service is known. */
  object: z.string().nullable(),
  /** Evidence id of the change, event or pattern that is blamed, when there is one. */
  trigger: EvidenceId.nullable(),
  /** 0..1, comparable within one diagnosis. */
  score: z.number(),
  /** Calibrated for the first; a share of the rest for the others. */
  probability: z.number(),
  supports: z.array(EvidenceId),
  contradicts: z.array(EvidenceId),
});
export type Hypothesis = z.infer<typeof Hypothesis>;

/** What was considered and does not fit, with the reason in words. */
export const RuledOut = z.object({
  what: z.string(),
  because: z.string(),
  evidence: z.array(EvidenceId),
});
export type RuledOut = z.infer<typeof RuledOut>;

/** The engine's whole output. */
export const Diagnosis = z.object({
  verdict: Verdict,
  /** Calibrated probability that the first hypothesis is right: 0 to `maxConfidence`. */
  confidence: z.number(),
  /** When trouble began, epoch ms. */
  onset: z.number().nullable(),
  /** It had begun already when the examined window begins: earlier hours would show more. */
  beganBefore: z.boolean().default(false),
  /** Services, most likely origin first. Given whatever the verdict. */
  ranking: z.array(z.object({ service: z.string(), score: z.number() })),
  /** Best first. */
  hypotheses: z.array(Hypothesis),
  ruledOut: z.array(RuledOut),
  evidence: z.array(Evidence),
  gaps: z.array(Gap),
  /** The one question that would best separate the first two hypotheses. */
  nextQuestion: z.string().nullable(),
  /** True when the trouble was over before the window ended. */
  recovered: z.boolean(),
  engine: z.string(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
