// Throughput and p99 of the webhook-gateway as a ratio to the yardstick (bare-server.ts), in alternated runs on the same
// machine and Redis. `npm run -s bench:load -- --seconds 5 --runs 5`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { createSignedRequests } from './signed-requests.ts';
import { startProcess } from './start-process.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, runs: { type: 'string', default: '5' } },
});
const seconds = Math.min(30, Number(values.seconds));
const runs = Math.min(11, Number(values.runs));
const connections = 16;
const secret = `whsec_${Buffer.from('a key for the load test, nothing else').toString('base64')}`;
const redisUrl = process.env.REDIS_URL;
if (!redisUrl) throw new Error('REDIS_URL is missing: run this through `npm run bench:load`');

interface Measured {
  perSecond: number;
  p99: number;
}

async function measure(url: string): Promise<Measured> {
  const next = createSignedRequests(secret);
  const result = await autocannon({
    url: `${url}/api/incident-io/webhook`,
    connections,
    duration: seconds,
    requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...next() }) }],
  });
  const refused = result.non2xx + result.errors + result.timeouts;
  if (refused > 0) throw new Error(`${refused} requests were not accepted: the figures would mean nothing`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const folder = mkdtempSync(join(tmpdir(), 'gateway-load-'));
const config = join(folder, 'incidentfox.json');
writeFileSync(
  config,
  JSON.stringify({ integrations: { incident_io: { webhook_secret: 'env:WEBHOOK_SECRET', api_key: 'env:API_KEY' } } }),
);
const env = {
  ...process.env,
  NODE_ENV: 'production',
  REDIS_URL: redisUrl,
  WEBHOOK_SECRET: secret,
  API_KEY: 'unused',
  LOG_LEVEL: 'warn',
  INCIDENTFOX_CONFIG: config,
};
const bare = await startProcess('benchmarks/load/dist/bare-server.js', env);
const gateway = await startProcess('apps/webhook-gateway/dist/main.js', {
  ...env,
  WEBHOOK_GATEWAY_PORT: '0',
  LOG_LEVEL: 'info',
});
try {
  const measured: { bare: Measured; gateway: Measured }[] = [];
  for (let run = 0; run <= runs; run++) {
    const pair = { bare: await measure(bare.url), gateway: await measure(gateway.url) };
    if (run === 0) continue; // warm-up
    measured.push(pair);
    console.error(
      `run ${run}: bare ${pair.bare.perSecond.toFixed(0)}/s p99 ${pair.bare.p99} ms, gateway ${pair.gateway.perSecond.toFixed(0)}/s p99 ${pair.gateway.p99} ms`,
    );
  }
  const of = (read: (m: { bare: Measured; gateway: Measured }) => number) => median(measured.map(read));
  console.log(
    JSON.stringify(
      {
        runs,
        seconds,
        connections,
        bare: { perSecond: of((m) => m.bare.perSecond), p99Ms: of((m) => m.bare.p99) },
        gateway: { perSecond: of((m) => m.gateway.perSecond), p99Ms: of((m) => m.gateway.p99) },
        throughputRatio: Number(of((m) => m.gateway.perSecond / m.bare.perSecond).toFixed(3)),
        p99Ratio: Number(of((m) => m.gateway.p99 / m.bare.p99).toFixed(2)),
      },
      null,
      2,
    ),
  );
} finally {
  await Promise.all([bare.stop(), gateway.stop()]);
  rmSync(folder, { recursive: true, force: true });
}
