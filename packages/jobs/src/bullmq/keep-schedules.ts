import type { Queue } from 'bullmq';
import type { JobDefinition } from '../job.ts';
import { jobOptions } from './job-options.ts';
import { parsePayload } from './parse-payload.ts';

/** More schedules than this of one queue are not looked through; a deployment has one for each team. */
const maxSchedules = 1_000;

/** Makes the schedules of one job those of `payloads`: upserts each, and removes what is scheduled for others. */
export async function keepSchedules(
  queue: Queue,
  definition: JobDefinition,
  payloads: readonly unknown[],
  everyMs: number,
): Promise<void> {
  const wanted = new Map(
    payloads.map((payload) => {
      const parsed = parsePayload(definition, payload);
      return [definition.id(parsed as never), parsed] as const;
    }),
  );
  for (const [id, data] of wanted) {
    const { jobId: _, ...template } = jobOptions(definition, id);
    // A count or an age would trim the finished jobs of the whole queue, which duplicates are told by.
    const opts = { ...template, removeOnComplete: true, removeOnFail: true };
    await queue.upsertJobScheduler(id, { every: everyMs }, { name: definition.name, data, opts });
  }
  for (const { key, name } of await queue.getJobSchedulers(0, maxSchedules - 1)) {
    if (name === definition.name && !wanted.has(key)) await queue.removeJobScheduler(key);
  }
}
