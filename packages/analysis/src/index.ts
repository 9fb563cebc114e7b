/**
 * From observations to findings, without I/O, clock or chance:
 *
 *   observations -> shifts, log patterns, call graph, ranking -> changes -> hypotheses -> diagnosis -> report
 */
export { type Calibration, calibrate, type FittedFeature, fittedFeatures } from './confidence/calibration.ts';
export type { ConfidenceFeatures } from './confidence/confidence-features.ts';
export { readConfidence } from './confidence/read-confidence.ts';
export { type DiagnoseOptions, diagnose } from './diagnose.ts';
export { compileReport, type ReportInput } from './report/compile-report.ts';
export type { Platform } from './report/kubectl.ts';
