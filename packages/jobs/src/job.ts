import type { z } from 'zod';

/** A queue's name is data in Redis: never rename one that may hold jobs. */
export const queues = { investigations: 'investigations', notifications: 'notifications' } as const;
export type QueueName = (typeof queues)[keyof typeof queues];

/** The whole promise of a job in one place: where it waits, what it carries, how often it is tried, what makes it one. */
export interface JobDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly queue: QueueName;
  /** Imperative verb and object: `investigate-incident`. */
  readonly name: string;
  readonly attempts: number;
  readonly payload: Schema;
  /** Idempotency: two adds with the same id are one job. No colon; only letters, digits, `_`, `-`, `.`. */
  readonly id: (payload: z.output<Schema>) => string;
}

/** Ties payload and definition together, so that producer and consumer cannot drift apart. */
export function defineJob<Schema extends z.ZodType>(definition: JobDefinition<Schema>): JobDefinition<Schema> {
  return definition;
}
