import { z } from 'zod';
import { formBody, isForm, jsonBody, type Reply, type VendorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { command, pressButton, say, submitView } from '../vendors/slack/interactions.ts';
import { type Channel, removeMessage } from '../vendors/slack/workspace.ts';
import type { Controlled } from './controlled.ts';

const user = z.string().default('U02AYNF2XJM');
const Press = z.strictObject({ ts: z.string(), action_id: z.string(), value: z.string().default(''), user });
const Say = z.strictObject({ text: z.string().min(1), thread_ts: z.string().nullable().default(null), user });
const Command = z.strictObject({
  command: z.string().startsWith('/').default('/investigate'),
  text: z.string().default(''),
  user,
});
const Delete = z.strictObject({ ts: z.string(), user });
const Submit = z.strictObject({ values: z.record(z.string(), z.unknown()), user });

/** What a person does in Slack: presses, speaks, deletes, types a command, sends a modal. */
export function personRoutes(
  controlled: Controlled,
  channelOf: (request: VendorRequest) => Channel | undefined,
): Route[] {
  const acting =
    <T extends { user: string }>(schema: z.ZodType<T>, act: (context: Context, value: T) => Promise<unknown> | null) =>
    async (request: VendorRequest): Promise<Reply> => {
      const channel = channelOf(request);
      const parsed = schema.safeParse(isForm(request) ? Object.fromEntries(formBody(request)) : jsonBody(request));
      if (!channel) return { status: 404, body: { error: 'there is no such channel' } };
      if (!parsed.success) return { status: 400, body: { error: z.prettifyError(parsed.error) } };
      const answer = await act(contextOf(controlled, channel, parsed.data.user), parsed.data);
      if (answer === null) return { status: 404, body: { error: 'there is nothing of that name' } };
      // A form came from the page: back to it.
      return isForm(request)
        ? { status: 303, headers: { location: `/slack/${channel.id}` } }
        : { status: 200, body: answer };
    };
  const route = (action: string, handle: Route['handle']): Route => ({
    method: 'POST',
    path: `/slack/:channel/${action}`,
    handle,
  });
  return [
    route(
      'press',
      acting(Press, async (context, value) => {
        const message = context.channel.messages.find((candidate) => candidate.ts === value.ts);
        return message ? pressButton(context, message, { actionId: value.action_id, value: value.value }) : null;
      }),
    ),
    route(
      'say',
      acting(Say, (context, value) => say(context, value.text, value.thread_ts)),
    ),
    route(
      'delete',
      acting(Delete, async ({ workspace, channel }, { ts }) => {
        const message = channel.messages.find((candidate) => candidate.ts === ts);
        if (!message) return null;
        removeMessage(workspace, channel, message);
        return { ts };
      }),
    ),
    route(
      'command',
      acting(Command, (context, value) => command(context, value.command, value.text)),
    ),
    route(
      'submit',
      acting(Submit, (context, value) => submitView(context, value.values)),
    ),
  ];
}

type Context = ReturnType<typeof contextOf>;

function contextOf(controlled: Controlled, channel: Channel, userId: string) {
  const slackUrl = controlled.vendors().find(({ name }) => name === 'slack')?.url ?? '';
  return {
    workspace: controlled.workspace,
    channel,
    userId,
    now: controlled.now(),
    app: { ...controlled.app, slackUrl },
  };
}
