/**
 * From observations to findings, without I/O, clock or chance:
 *
 *   observations -> shifts, log patterns, call graph, ranking -> changes -> hypotheses -> diagnosis -> report
 */
export { type DiagnoseOptions, diagnose } from './diagnose.ts';
export { compileReport, type ReportInput } from './report/compile-report.ts';
export { ungroundedNumbers } from './report/grounding.ts';
