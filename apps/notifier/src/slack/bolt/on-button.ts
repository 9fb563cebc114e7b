import type { SlackRequest } from '@incidentfox/jobs';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { type Incoming, keyFrom, type ListenerDeps } from './incoming.ts';
import { wrongServiceModal } from './wrong-service-modal.ts';

const requests: Readonly<Record<string, SlackRequest>> = {
  'feedback-helpful': { kind: 'feedback', helpful: true },
  'feedback-not-helpful': { kind: 'feedback', helpful: false },
  'investigate-again': { kind: 'investigate-again' },
  'show-evidence': { kind: 'show-evidence' },
};

/** The buttons under the findings. "Wrong service" opens its modal at once: Slack gives three seconds for that. */
export function listenForButtons(app: App, deps: ListenerDeps): void {
  for (const [actionId, request] of Object.entries(requests)) {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id: actionId },
      async ({ ack, body, action }) => {
        const incoming = pressed(body, action, request);
        if (incoming) await deps.enqueue(incoming);
        await ack();
      },
    );
  }
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: 'wrong-service' },
    async ({ ack, body, action }) => {
      const incoming = pressed(body, action, { kind: 'investigate-again' });
      const { investigationId, revision } = incoming ?? {};
      if (incoming && investigationId && revision) {
        const origin = {
          investigationId,
          revision,
          channel: incoming.channel,
          ...(incoming.threadTs && { threadTs: incoming.threadTs }),
        };
        await deps.workspace()?.openModal(body.trigger_id, wrongServiceModal(deps.services(), origin));
      }
      await ack();
    },
  );
}

/** Null when the press carries no channel or not our value. Slack gives every press its own time: that makes it one. */
function pressed(body: BlockAction<ButtonAction>, action: ButtonAction, request: SlackRequest): Incoming | null {
  const [, investigationId, revision] = /^([\w.-]{1,200})\|(\d{1,6})$/.exec(action.value ?? '') ?? [];
  const channel = body.channel?.id;
  if (!investigationId || !channel) return null;
  const threadTs = (body.message as { thread_ts?: string } | undefined)?.thread_ts;
  return {
    key: keyFrom(action.action_id, body.user.id, action.action_ts),
    channel,
    ...(threadTs && { threadTs }),
    ...(body.response_url && { responseUrl: body.response_url }),
    user: body.user.id,
    userName: ('name' in body.user && body.user.name) || body.user.username || body.user.id,
    investigationId,
    revision: Number(revision),
    request,
  };
}
