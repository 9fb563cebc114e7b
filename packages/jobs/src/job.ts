import type { z } from 'zod';

/** A queue's name is data in Redis: never rename one that may hold jobs. */
export const queues = { investigations: 'investigations', notifications: 'notifications' } as const;
export type QueueName = (typeof queues)[keyof typeof queues];

/** The whole promise of a job in one place: where it waits, what it carries, how long it is tried, what makes it one. */
export interface JobDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly queue: QueueName;
  /** Imperative verb and object: `investigate-incident`. */
  readonly name: string;
  /** How often it is tried while trying can help. With `patience` it is tried at least so often. */
  readonly attempts: number;
  /** Tries by time instead of by count: other servers are away for minutes, and a count is used up before that. */
  readonly patience?: JobPatience;
  readonly payload: Schema;
  /** Idempotency: two adds with the same id are one job. No colon; only letters, digits, `_`, `-`, `.`. */
  readonly id: (payload: z.output<Schema>) => string;
}

export interface JobPatience {
  /** How long after its first failure in a row a job is still tried, in ms. */
  readonly forMs: number;
  /** No two attempts are further apart than this, in ms, unless the other side asks for it: what is back is met soon. */
  readonly maxDelayMs: number;
}

/** For jobs that people wait for: half an hour, and an answer at most half a minute after the other side is back. */
export const halfAnHour: JobPatience = { forMs: 30 * 60_000, maxDelayMs: 30_000 };

/** Ties payload and definition together, so that producer and consumer cannot drift apart. */
export function defineJob<Schema extends z.ZodType>(definition: JobDefinition<Schema>): JobDefinition<Schema> {
  return definition;
}
