import type { App } from '@slack/bolt';
import { keyFrom, type ListenerDeps } from './incoming.ts';

/** `@incidentfox why?`. One message is one question, however often and for however many workspaces Slack sends it. */
export function listenForMention(app: App, deps: ListenerDeps): void {
  app.event('app_mention', async ({ event }) => {
    if (!event.user || 'bot_id' in event) return; // bots, ourselves included, get no answers
    await deps.enqueue({
      key: keyFrom('mention', event.channel, event.ts),
      channel: event.channel,
      ...(event.thread_ts && { threadTs: event.thread_ts }),
      user: event.user,
      userName: event.user,
      request: { kind: 'mention', text: event.text.slice(0, 1000), ts: event.ts },
    });
  });
}
