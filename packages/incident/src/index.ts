/**
 * The words of IncidentFox. Everything else is written in these; see GLOSSARY.md for one line on each.
 *
 *   incident -> context -> question -> answer -> observations -> evidence -> hypothesis -> diagnosis -> report -> delivery
 */
export * from './answer.ts';
export * from './confidence.ts';
export * from './context.ts';
export * from './diagnosis.ts';
export * from './evidence.ts';
export * from './incident.ts';
export * from './investigation.ts';
export * from './observations.ts';
export * from './priority.ts';
export * from './question.ts';
export * from './report.ts';
export * from './service.ts';
export * from './telemetry/alert.ts';
export * from './telemetry/breakdown.ts';
export * from './telemetry/change.ts';
export * from './telemetry/dimension.ts';
export * from './telemetry/edge.ts';
export * from './telemetry/error-issue.ts';
export * from './telemetry/infra-event.ts';
export * from './telemetry/log-digest.ts';
export * from './telemetry/metric-series.ts';
export * from './telemetry/past-incident.ts';
export * from './telemetry/provider-status.ts';
export * from './timeline-entry.ts';
export * from './window.ts';
