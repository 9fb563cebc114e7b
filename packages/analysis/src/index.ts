/**
 * From observations to findings, without I/O, clock or chance:
 *
 *   observations -> readers -> scene -> hypotheses -> verdict -> diagnosis -> report
 *
 * docs/engine.md explains the stages and what each number means.
 */

export { type DiagnoseOptions, diagnose } from './diagnose.ts';
export type { Platform } from './report/actions/kubectl.ts';
export { compileReport, type ReportInput } from './report/compile-report.ts';
export { type Calibration, calibrate, type FittedFeature, fittedFeatures } from './verdict/calibration.ts';
export type { ConfidenceFeatures } from './verdict/confidence-features.ts';
export { readConfidence } from './verdict/read-confidence.ts';
