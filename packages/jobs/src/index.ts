export { answerSlackRequest, SlackRequest } from './definitions/answer-slack-request.job.ts';
export { considerUpdate } from './definitions/consider-update.job.ts';
export { investigateIncident } from './definitions/investigate-incident.job.ts';
export { reconcileMissedIncidents } from './definitions/reconcile-missed-incidents.job.ts';
export { updateSlack } from './definitions/update-slack.job.ts';
export { writeTimelineEntry } from './definitions/write-timeline-entry.job.ts';
export { defineJob, halfAnHour, type JobDefinition, type JobPatience, type QueueName, queues } from './job.ts';
export { type JobHandler, type JobRun, onJob, TryLater } from './job-handler.ts';
export type { JobLogger } from './job-logger.ts';
export type { AddOptions, JobCounts, JobProducer } from './producer.ts';
export {
  type InvestigationRequest,
  idOrNumberOf,
  type RequestedInvestigation,
  requestInvestigation,
} from './request-investigation.ts';
export { waitForTeam } from './wait-for-team.ts';
