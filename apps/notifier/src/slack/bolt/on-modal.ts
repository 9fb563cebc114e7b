import type { App } from '@slack/bolt';
import { z } from 'zod';
import { keyFrom, type ListenerDeps } from './incoming.ts';
import { chosenServices, wrongServiceCallback } from './wrong-service-modal.ts';

const Origin = z.object({
  investigationId: z.string(),
  revision: z.number().int(),
  channel: z.string(),
  threadTs: z.string().optional(),
});

/** The service a person chose instead of ours. */
export function listenForModal(app: App, deps: ListenerDeps): void {
  app.view(wrongServiceCallback, async ({ ack, body, view }) => {
    const services = chosenServices(view, deps.services());
    if (services.length === 0)
      return ack({ response_action: 'errors', errors: { services: 'None of these is in the service catalogue.' } });
    const { investigationId, revision, channel, threadTs } = Origin.parse(JSON.parse(view.private_metadata));
    await deps.enqueue({
      key: keyFrom('wrong-service', body.user.id, view.id),
      channel,
      ...(threadTs && { threadTs }),
      user: body.user.id,
      userName: body.user.name || body.user.id,
      investigationId,
      revision,
      request: { kind: 'wrong-service', services },
    });
    await ack();
  });
}
