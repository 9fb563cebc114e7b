import { orUnavailable, type Redis } from '@incidentfox/redis';
import { z } from 'zod';
import { parseRecord } from './redis/parse-record.ts';

/** What one person said about one revision's findings. The last word counts. */
export const Feedback = z.object({
  revision: z.number().int(),
  /** The person's id where they said it: a Slack user id. */
  user: z.string(),
  userName: z.string(),
  helpful: z.boolean(),
  /** ISO 8601. */
  at: z.string(),
});
export type Feedback = z.infer<typeof Feedback>;

/** Every method throws `Failure`: `unavailable` while Redis is away, `contract` when a record cannot be read. */
export interface FeedbackStore {
  give(investigationId: string, feedback: Feedback): Promise<void>;
  /** Of all revisions, in no particular order. */
  readAll(investigationId: string): Promise<Feedback[]>;
}

/** One hash per investigation, `<prefix>:feedback:<investigation id>`, a field per revision and person. */
export function createFeedbackStore(redis: Redis, prefix: string, retentionSeconds: number): FeedbackStore {
  const keyOf = (investigationId: string) => `${prefix}:feedback:${investigationId}`;
  return {
    give: (investigationId, feedback) =>
      orUnavailable('the record', async () => {
        const key = keyOf(investigationId);
        const field = `r${feedback.revision}:${feedback.user}`;
        const json = JSON.stringify(Feedback.parse(feedback));
        await redis.multi().hset(key, field, json).expire(key, retentionSeconds).exec();
      }),
    readAll: (investigationId) =>
      orUnavailable(
        'the record',
        async (): Promise<Feedback[]> =>
          Object.values(await redis.hgetall(keyOf(investigationId))).map((json) =>
            parseRecord(Feedback, json, 'feedback'),
          ),
      ),
  };
}
