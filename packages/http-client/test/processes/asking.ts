import { createHttpClient } from '@incidentfox/http-client';
import { z } from 'zod';

/** Asks the address of its first argument twice at once and then once more, and prints how each ended. For suspended-process.test.ts. */
const http = createHttpClient({
  name: 'Vendor',
  baseUrl: process.argv[2] ?? '',
  timeoutMs: 1_500,
  retries: 0,
  breaker: { failures: 2, openMs: 60_000 },
});

async function ask(path: string): Promise<void> {
  const schema = z.object({ ok: z.boolean() });
  const outcome = await http.request({ path, schema }).then(
    () => 'answered',
    (failure: Error) => failure.message,
  );
  console.log(`${path} ${outcome}`);
}

void Promise.all([ask('/first'), ask('/first')])
  .then(() => ask('/second'))
  .then(() => http.close());
