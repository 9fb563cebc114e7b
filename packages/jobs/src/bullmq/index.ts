export { type JobHandler, type JobRun, onJob, TryLater } from '../job-handler.ts';
export type { JobLogger } from '../job-logger.ts';
export type { AddOptions, JobCounts, JobProducer } from '../producer.ts';
export { type ConsumerOptions, type JobConsumer, startConsumer } from './consumer.ts';
export { connectProducer, type ProducerOptions } from './producer.ts';
