import { readEnvironment } from '@incidentfox/config';
import { connectStores, type Stores } from '@incidentfox/investigations';
import { connectProducer, type JobProducer } from '@incidentfox/jobs/bullmq';
import { createLogger } from '@incidentfox/service-runtime';
import { startConsole } from '../src/compose.ts';

export interface ConsoleUnderTest {
  url: string;
  stores: Stores;
  producer: JobProducer;
  /** What the console logged. */
  lines: string[];
  page(path: string): Promise<{ status: number; text: string }>;
  json(path: string): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

/** The real console on a free port over a real Redis. */
export async function aConsole(redis: { url: string; prefix: string }): Promise<ConsoleUnderTest> {
  const lines: string[] = [];
  const logger = createLogger({ service: 'operator-console', destination: { write: (line) => void lines.push(line) } });
  const place = { redisUrl: redis.url, prefix: redis.prefix };
  const stores = await connectStores(place);
  const producer = await connectProducer(place);
  const env = { REDIS_URL: redis.url, QUEUE_PREFIX: redis.prefix, INCIDENTFOX_CONFIG: 'none.json' };
  const service = await startConsole({ ...readEnvironment(env, 'OPERATOR_CONSOLE_PORT', 3003), port: 0 }, logger);
  const url = /http:\S+?(?=,)/.exec(service.ready)?.[0] ?? '';
  return {
    ...{ url, stores, producer, lines },
    page: async (path) => {
      const answer = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
      return { status: answer.status, text: await answer.text() };
    },
    json: async (path) => {
      const answer = await fetch(`${url}${path}`, { headers: { accept: 'application/json' } });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    close: async () => {
      await service.stop();
      await producer.close();
      await stores.close();
    },
  };
}
