export { eventTypes, shortEventTypes } from './event-types.ts';
export { readEvent } from './read-event.ts';
export {
  isWebhookSecret,
  refuseByHeaders,
  type Verification,
  verifySignature,
  webhookSecretRule,
} from './verify-signature.ts';
export type { WebhookEvent } from './webhook-event.ts';
