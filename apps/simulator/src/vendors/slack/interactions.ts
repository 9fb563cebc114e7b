import { randomBytes } from 'node:crypto';
import { type AppAddress, type Sent, sendToApp } from './send-to-app.ts';
import { toWire } from './slack-call.ts';
import { addMessage, type Channel, type Message, type Workspace } from './workspace.ts';

interface Context {
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly userId: string;
  readonly now: number;
  readonly app: AppAddress;
}

/** A press of a button (or of one half of feedback buttons), as Slack tells the app of it. Null when the message has no such button. */
export async function pressButton(
  context: Context,
  message: Message,
  press: { actionId: string; value: string },
): Promise<Sent | null> {
  const found = findElement(message.blocks, press.actionId);
  if (!found) return null;
  const at = `${context.now / 1000}`;
  return sendPayload(context, {
    type: 'block_actions',
    ...common(context),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: context.channel.id,
      is_ephemeral: false,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    channel: { id: context.channel.id, name: context.channel.name },
    message: toWire(context.workspace, context.channel, message, false),
    state: { values: {} },
    response_url: responseUrl(context),
    actions: [
      {
        type: found.type,
        action_id: press.actionId,
        block_id: found.blockId,
        value: press.value,
        action_ts: at,
        ...(found.text ? { text: found.text } : {}),
      },
    ],
  });
}

/** Sends the modal that was opened last back with what a person chose: `{ block_id: { action_id: value object } }`. */
export function submitView(context: Context, values: Readonly<Record<string, unknown>>): Promise<Sent> | null {
  const view = context.workspace.views[context.workspace.views.length - 1];
  if (!view) return null;
  return sendPayload(context, {
    type: 'view_submission',
    ...common(context),
    view: {
      id: `V${context.workspace.views.length}`,
      team_id: context.workspace.teamId,
      hash: 'h',
      state: { values },
      ...(view as object),
    },
    response_urls: [],
  });
}

/** Says something in a channel; the app hears of it when it is mentioned. */
export async function say(
  context: Context,
  text: string,
  threadTs: string | null,
): Promise<{ readonly ts: string; readonly told: Sent | null }> {
  const { workspace, channel, userId } = context;
  const name = workspace.users.get(userId)?.name ?? userId;
  const message = addMessage(
    workspace,
    channel,
    { author: { kind: 'user', id: userId, name }, text, threadTs },
    context.now,
  );
  if (!text.includes(`<@${workspace.botUserId}>`)) return { ts: message.ts, told: null };
  const event = {
    type: 'app_mention',
    user: userId,
    text,
    ts: message.ts,
    channel: channel.id,
    event_ts: message.ts,
    ...(threadTs ? { thread_ts: threadTs } : {}),
  };
  const body = JSON.stringify({
    type: 'event_callback',
    token: 'unused',
    team_id: workspace.teamId,
    api_app_id: workspace.appId,
    event,
    event_id: `Ev${randomBytes(6).toString('hex').toUpperCase()}`,
    event_time: Math.floor(context.now / 1000),
    authorizations: [
      { team_id: workspace.teamId, user_id: workspace.botUserId, is_bot: true, is_enterprise_install: false },
    ],
  });
  return { ts: message.ts, told: await sendToApp(context, 'application/json', body) };
}

/** Types a slash command. What the app answers at once is shown to that person only. */
export async function command(context: Context, name: string, text: string): Promise<Sent> {
  const { workspace, channel, userId } = context;
  const sent = await sendToApp(
    context,
    'application/x-www-form-urlencoded',
    new URLSearchParams({
      token: 'unused',
      command: name,
      text,
      team_id: workspace.teamId,
      team_domain: 'acme',
      channel_id: channel.id,
      channel_name: channel.name,
      user_id: userId,
      user_name: 'ada.ops',
      api_app_id: workspace.appId,
      response_url: responseUrl(context),
      trigger_id: triggerId(),
    }).toString(),
  );
  if (sent.status === 200 && sent.body !== '')
    workspace.ephemerals.push({ channelId: channel.id, ...readAnswer(sent.body) });
  return sent;
}

function readAnswer(body: string): { text: string; blocks: readonly unknown[] } {
  try {
    const { text = '', blocks = [] } = JSON.parse(body) as { text?: string; blocks?: unknown[] };
    return { text, blocks };
  } catch {
    return { text: body, blocks: [] };
  }
}

const triggerId = () => `${Date.now()}.${randomBytes(8).toString('hex')}`;

function common({ workspace, userId }: Context) {
  return {
    api_app_id: workspace.appId,
    token: 'unused',
    trigger_id: triggerId(),
    team: { id: workspace.teamId, domain: 'acme' },
    user: { id: userId, username: 'ada.ops', name: 'ada.ops', team_id: workspace.teamId },
    is_enterprise_install: false,
  };
}

function responseUrl({ workspace, channel, app }: Context): string {
  const id = randomBytes(8).toString('hex');
  workspace.responseUrls.set(id, channel.id);
  return `${app.slackUrl}/respond/${id}`;
}

const sendPayload = (context: Context, payload: object) =>
  sendToApp(
    context,
    'application/x-www-form-urlencoded',
    new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  );

function findElement(
  blocks: readonly unknown[],
  actionId: string,
): { type: string; blockId: string; text: unknown } | null {
  for (const [index, block] of blocks.entries()) {
    const { elements, accessory, block_id } = block as { elements?: unknown[]; accessory?: unknown; block_id?: string };
    for (const element of [...(elements ?? []), ...(accessory ? [accessory] : [])]) {
      const { action_id, type, text } = element as { action_id?: string; type?: string; text?: unknown };
      if (action_id === actionId) return { type: type ?? 'button', blockId: block_id ?? `b${index}`, text };
    }
  }
  return null;
}
