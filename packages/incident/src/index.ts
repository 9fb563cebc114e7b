/**
 * The words of IncidentFox. Everything else is written in these; see GLOSSARY.md for one line on each.
 *
 *   incident -> context -> question -> answer -> observations -> evidence -> hypothesis -> diagnosis -> report -> delivery
 */

export * from './context.ts';
export * from './findings/confidence.ts';
export * from './findings/diagnosis.ts';
export * from './findings/evidence.ts';
export * from './findings/moved-clearly.ts';
export * from './findings/platform-fault-words.ts';
export * from './findings/report.ts';
export * from './findings/report-words.ts';
export * from './incident.ts';
export * from './investigation.ts';
export * from './priority.ts';
export * from './questions/answer.ts';
export * from './questions/observations.ts';
export * from './questions/question.ts';
export * from './service.ts';
export * from './telemetry/alert.ts';
export * from './telemetry/breakdown.ts';
export * from './telemetry/change.ts';
export * from './telemetry/dimension.ts';
export * from './telemetry/edge.ts';
export * from './telemetry/error-issue.ts';
export * from './telemetry/infra-event.ts';
export * from './telemetry/line-level.ts';
export * from './telemetry/log-digest.ts';
export * from './telemetry/metric-series.ts';
export * from './telemetry/past-incident.ts';
export * from './telemetry/platform-fault.ts';
export * from './telemetry/provider-status.ts';
export * from './timeline-entry.ts';
export * from './window.ts';
