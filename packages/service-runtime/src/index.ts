export { answerErrors } from './answer-errors.ts';
export { type HealthChecks, type HealthMount, mountHealth, startHealthServer } from './health.ts';
export { createLogger, type Log, type Logger, type LogLevel } from './logger.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { redact, redactText } from './redact.ts';
export { faultsOf, type RunningService, runService, type ServiceOptions, type ServiceProcess } from './run-service.ts';
export { type ListeningServer, type ServeOptions, serve } from './serve.ts';
export { version } from './version.ts';
