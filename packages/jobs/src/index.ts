export { answerSlackRequest, SlackRequest } from './answer-slack-request.job.ts';
export { considerUpdate } from './consider-update.job.ts';
export { investigateIncident } from './investigate-incident.job.ts';
export { defineJob, type JobDefinition, type QueueName, queues } from './job.ts';
export { type JobHandler, type JobRun, onJob, TryLater } from './job-handler.ts';
export type { JobLogger } from './job-logger.ts';
export type { AddOptions, JobCounts, JobProducer } from './producer.ts';
export { reconcileMissedIncidents } from './reconcile-missed-incidents.job.ts';
export {
  type InvestigationRequest,
  idOrNumberOf,
  type RequestedInvestigation,
  requestInvestigation,
} from './request-investigation.ts';
export { updateSlack } from './update-slack.job.ts';
export { writeTimelineEntry } from './write-timeline-entry.job.ts';
