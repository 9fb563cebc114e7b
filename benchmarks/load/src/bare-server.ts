// The yardstick: an Express handler that only reads, verifies and adds a job. Nothing is decided, logged or measured.
import { defineJob, queues } from '@incidentfox/jobs';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

const bareJob = defineJob({
  queue: queues.investigations,
  name: 'investigate-incident',
  attempts: 5,
  payload: z.object({ key: z.string(), incidentId: z.string() }),
  id: (p) => `bare-${p.key}`,
});

const producer = await connectProducer({ redisUrl: process.env.REDIS_URL ?? '', prefix: 'bare' });
const webhook = new Webhook(process.env.WEBHOOK_SECRET ?? '');
const app = express();
app.post('/api/incident-io/webhook', express.raw({ type: '*/*', limit: '1mb' }), async (request, response) => {
  const event = webhook.verify(request.body, request.headers as Record<string, string>) as Record<
    string,
    { id: string }
  >;
  const incidentId = event['public_incident.incident_created_v2']?.id ?? '';
  await producer.add(bareJob, { key: String(request.headers['webhook-id']), incidentId });
  response.status(202).end();
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(
    `${JSON.stringify({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` })}\n`,
  );
});
process.on('SIGTERM', () => process.exit(0));
