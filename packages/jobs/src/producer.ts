import type { z } from 'zod';
import type { JobDefinition, QueueName } from './job.ts';

export interface AddOptions {
  /** Milliseconds to wait before the job may start. */
  delayMs?: number;
  /** Adds within `ms` of the first with the same `id` become one job, which starts `ms` after the first. */
  coalesce?: { id: string; ms: number };
  /** Its id is free again as soon as it is done or has failed; otherwise it stays taken for days. */
  forgetWhenDone?: boolean;
}

export interface JobCounts {
  waiting: number;
  active: number;
  delayed: number;
  completed: number;
  failed: number;
}

/** The side that adds jobs. Every method but `readiness` throws `Failure` (`unavailable`) while the queue cannot be reached. */
export interface JobProducer {
  /** Parses the payload (`contract` when it is wrong), then adds it, once for each id the definition derives. */
  add<Schema extends z.ZodType>(
    definition: JobDefinition<Schema>,
    payload: z.input<Schema>,
    options?: AddOptions,
  ): Promise<'added' | 'duplicate'>;
  /**
   * Repeats the job every `everyMs` with each of these payloads, and with no others any more. Called again and again it changes
   * nothing, and mends what is missing: Redis may have been emptied since.
   */
  keepSchedules<Schema extends z.ZodType>(
    definition: JobDefinition<Schema>,
    payloads: readonly z.input<Schema>[],
    everyMs: number,
  ): Promise<void>;
  counts(queue: QueueName): Promise<JobCounts>;
  /** When the job that will be taken next was added, epoch ms. Null: nothing waits. */
  waitingSince(queue: QueueName): Promise<number | null>;
  /** True when Redis took a write just now, else the sentence why it did not. Never throws. */
  readiness(): Promise<true | string>;
  close(): Promise<void>;
}
