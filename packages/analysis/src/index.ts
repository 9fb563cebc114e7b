/**
 * From observations to findings, without I/O, clock or chance:
 *
 *   observations -> readers -> scene -> hypotheses -> verdict -> diagnosis -> report
 *
 * docs/engine.md explains the stages and what each number means.
 */

export { type DiagnoseOptions, diagnose } from './diagnose.ts';
export {
  type AnswerSigns,
  answerSignNames,
  type Calibration,
  calibrated,
  logOdds,
} from './hypotheses/origins/calibration.ts';
export { type ChoiceModel, chooseOrigin } from './hypotheses/origins/choice-model.ts';
export { type Coverage, coverageNames } from './hypotheses/origins/coverage.ts';
export { fitted } from './hypotheses/origins/fitted.ts';
export { evidenceNames, type OriginEvidence } from './hypotheses/origins/origin-evidence.ts';
export { calledHostsIn } from './log-patterns/lines/called-hosts.ts';
export type { Platform } from './report/actions/kubectl.ts';
export { compileReport, type ReportInput } from './report/compile-report.ts';
export { type ChoiceBasis, readChoice } from './verdict/read-choice.ts';
