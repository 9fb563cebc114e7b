export { anIncident, aService } from './builders.ts';
export { debianBinary } from './debian-binary.ts';
export { freePort } from './free-port.ts';
export { listen, type TestServer } from './listen.ts';
export { type PrivateRedis, privateRedis } from './private-redis.ts';
export { type SignedWebhook, signedWebhook, testWebhookSecret } from './signed-webhook.ts';
export { startCpuTime } from './start-cpu-time.ts';
export { waitFor } from './wait-for.ts';
export { type WireStatus, wireEvent, wireIncident, wireSeverities, wireWebhooks } from './wire-webhooks.ts';
