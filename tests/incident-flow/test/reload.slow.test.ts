import { readFileSync, writeFileSync } from 'node:fs';
import { queues } from '@incidentfox/jobs';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import { signedWebhook, waitFor, wireSeverities, wireWebhooks } from '@incidentfox/test-kit';
import { type System, startSystem, webhookSecret } from './system/system.ts';

const gateway = 'webhook-gateway';
const atLeast = 400;
/** Ends the stream should the gateway never take a change over. */
const atMost = 10_000;
const inFlight = 8;

let system: System;
beforeEach(async () => {
  system = await startSystem({ apps: [gateway] });
}, 60_000);
afterEach(() => system.stop(), 30_000);

/** Declares one incident after the other until `isOver`. Gives how often each outcome was answered, and how many were sent. */
async function stream(isOver: () => boolean): Promise<{ sent: number; answers: Record<string, number> }> {
  const answers: Record<string, number> = {};
  let sent = 0;
  const send = async (): Promise<string> => {
    const incident = { id: `01RELOAD${String(++sent).padStart(18, '0')}`, severity: wireSeverities.critical };
    const { headers, body } = signedWebhook(wireWebhooks.created(incident), webhookSecret);
    const answer = await fetch(`${system.gatewayUrl}/api/incident-io/webhook`, { method: 'POST', headers, body });
    return `${answer.status} ${((await answer.json()) as { outcome: string }).outcome}`;
  };
  const sender = async (): Promise<void> => {
    while (sent < atMost && (sent < atLeast || !isOver())) {
      const outcome = await send().catch((error: Error) => `dropped: ${error.message}`);
      answers[outcome] = (answers[outcome] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
  return { sent, answers };
}

/** The configuration as it was, with `different` over `integrations.incident_io`. */
function configurationWith(whole: string, different: object): string {
  const configuration = JSON.parse(whole) as { integrations: { incident_io: object } };
  Object.assign(configuration.integrations.incident_io, different);
  return JSON.stringify(configuration);
}

/** Writes the configuration and waits until the gateway says that it was taken over, or refused. */
async function change(text: string): Promise<void> {
  const verdicts = () =>
    system.apps
      .get(gateway)
      ?.output()
      .match(/configuration was reloaded|is broken: the old/g) ?? [];
  const before = verdicts().length;
  writeFileSync(system.configFile, text);
  await waitFor(() => verdicts().length > before, {
    timeoutMs: 20_000,
    what: 'the gateway has read the configuration',
  });
}

test('webhooks that come in while the configuration changes are all taken, each once', async () => {
  const whole = readFileSync(system.configFile, 'utf8');
  const secretFile = `${system.configFile}.secret`;
  writeFileSync(secretFile, `whsec_${Buffer.from('rotated while webhooks come in').toString('base64')}`);
  const changes = [
    configurationWith(whole, { severity_threshold: 'critical' }),
    configurationWith(whole, { max_revisions: 1, severity_threshold: 'low' }),
    whole.slice(0, -1), // broken: the one before stays
    configurationWith(whole, { webhook_secret: `file:${secretFile}` }), // what is signed with the former one still passes
    whole,
  ];
  let isChanged = false;
  const changing = (async () => {
    for (const text of changes) await change(text);
  })().finally(() => {
    isChanged = true;
  });
  const { sent, answers } = await stream(() => isChanged);
  await changing;

  expect(answers).toEqual({ '202 accepted': sent });
  const producer = await connectProducer({ redisUrl: system.redis.url, prefix: system.redis.prefix });
  const { waiting, delayed } = await producer.counts(queues.investigations);
  await producer.close();
  expect(waiting + delayed).toBe(sent);
  process.stdout.write(`${sent} webhooks during ${changes.length} changes\n`);
}, 120_000);
