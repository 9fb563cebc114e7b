import type { App } from '@slack/bolt';
import { keyFrom, type ListenerDeps } from './incoming.ts';

/** `/investigate`. The person sees at once that it was received; the result follows, visible to them only. */
export function listenForCommand(app: App, deps: ListenerDeps): void {
  app.command('/investigate', async ({ ack, command }) => {
    await deps.enqueue({
      key: keyFrom('command', command.user_id, command.trigger_id),
      channel: command.channel_id,
      ...(command.response_url && { responseUrl: command.response_url }),
      user: command.user_id,
      userName: command.user_name || command.user_id,
      request: { kind: 'command', text: command.text.slice(0, 300) },
    });
    await ack({ response_type: 'ephemeral', text: 'On it.' });
  });
}
