import { z } from 'zod';
import { defineJob, queues } from '../job.ts';

/** What a person asked for in Slack. Texts are untrusted. */
export const SlackRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('feedback'), helpful: z.boolean() }),
  z.object({ kind: z.literal('investigate-again') }),
  z.object({ kind: z.literal('wrong-service'), services: z.array(z.string()).min(1).max(5) }),
  z.object({ kind: z.literal('show-evidence') }),
  z.object({ kind: z.literal('command'), text: z.string().max(300) }),
  z.object({ kind: z.literal('mention'), text: z.string().max(1000), ts: z.string() }),
]);
export type SlackRequest = z.infer<typeof SlackRequest>;

/** Answers what somebody pressed, typed or asked in Slack. `key` is the same for Slack's own repetitions of one request. */
export const answerSlackRequest = defineJob({
  queue: queues.notifications,
  name: 'answer-slack-request',
  attempts: 5,
  payload: z.object({
    team: z.string(),
    key: z.string(),
    /** Where it was asked. */
    channel: z.string(),
    threadTs: z.string().optional(),
    /** Where Slack takes an answer for half an hour, wherever the person is and whether or not the app is there too. */
    responseUrl: z.url().optional(),
    user: z.string(),
    /** The person's name as Slack gave it, for the record. */
    userName: z.string(),
    /** The message's investigation, for buttons; commands and mentions have none. */
    investigationId: z.string().optional(),
    revision: z.number().int().optional(),
    /** Epoch ms. */
    receivedAt: z.number(),
    request: SlackRequest,
  }),
  id: (p) => `answer-slack-request-${p.team}-${p.key}`,
});
