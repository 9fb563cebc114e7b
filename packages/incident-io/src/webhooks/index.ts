export { eventTypes, shortEventTypes } from './event-types.ts';
export { readEvent } from './read-event.ts';
export { isWebhookSecret, type Verification, verifySignature } from './verify-signature.ts';
export type { WebhookEvent } from './webhook-event.ts';
