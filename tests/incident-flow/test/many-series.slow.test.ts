import { readFileSync, writeFileSync } from 'node:fs';
import { connectStores, type Stores } from '@incidentfox/investigations';
import { type TestServer, waitFor } from '@incidentfox/test-kit';
import { startManySeries } from './system/many-series-stand-in.ts';
import { type System, startSystem } from './system/system.ts';

/* A label with thousands of values in the metrics: the worker reads what it can, says what it cut, and goes on working meanwhile. */

const worker = 'investigator-worker';
const maxLagMs = 200;
const maxResidentMb = 400;

let system: System;
let stores: Stores;
let prometheus: TestServer;
let extra = 0;
beforeAll(async () => {
  system = await startSystem();
  stores = await connectStores({ redisUrl: system.redis.url, prefix: system.redis.prefix });
  prometheus = await startManySeries(system.simulator.urls.prometheus, () => extra);
  const file = JSON.parse(readFileSync(system.configFile, 'utf8'));
  file.tools.prometheus.url = prometheus.url;
  writeFileSync(system.configFile, JSON.stringify(file));
  await waitFor(() => system.apps.get(worker)?.output().includes('the configuration was reloaded'), {
    timeoutMs: 60_000,
  });
}, 120_000);
afterAll(async () => {
  await stores.close();
  await system.stop();
  await prometheus.close();
}, 60_000);

/** The largest delay of the worker's event loop since it was last asked, in ms, and its memory, by its own numbers. */
async function numbersOfWorker(): Promise<{ lagMs: number; residentMb: number }> {
  const text = await (await fetch(`${system.urlOf(worker)}/metrics`)).text();
  const number = (name: string) => Number(new RegExp(`^${name}(?:{[^}]*})? (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    lagMs: Math.round(1000 * number('nodejs_eventloop_lag_max_seconds')),
    residentMb: Math.round(number('process_resident_memory_bytes') / 2 ** 20),
  };
}

/** Plays an incident, and gives its record and the worst that was seen meanwhile. */
async function play() {
  await numbersOfWorker(); // what was before does not count
  const { incidentId } = await system.simulator.play('checkout', [], true);
  let [lagMs, residentMb] = [0, 0];
  const record = await waitFor(
    async () => {
      const seen = await numbersOfWorker();
      lagMs = Math.max(lagMs, seen.lagMs);
      residentMb = Math.max(residentMb, seen.residentMb);
      const one = await stores.investigations.ofIncident('default', incidentId);
      return one?.state === 'completed' ? one : null;
    },
    { timeoutMs: 200_000, everyMs: 100, what: 'the incident is investigated' },
  );
  await system.simulator.edit(incidentId, { status: 'closed' });
  return { record, lagMs, residentMb };
}

test('5,000 and 50,000 series in every answer neither block the worker nor fill its memory, and what was cut is said', async () => {
  const calm = await play();
  for (const count of [5_000, 50_000]) {
    extra = count;
    const { record, lagMs, residentMb } = await play();
    process.stdout.write(
      `${count} series more in an answer: longest delay ${lagMs} ms (without them ${calm.lagMs} ms), ${residentMb} MB, ` +
        `${record.report?.verdict}\n`,
    );
    expect(JSON.stringify(record.report?.gaps)).toMatch(/cut by series after \d+/);
    // On a machine that is busy with other things every process is late now and then, the calm one, too.
    expect(lagMs).toBeLessThan(Math.max(maxLagMs, 2 * calm.lagMs));
    expect(residentMb).toBeLessThan(maxResidentMb);
  }
}, 600_000);
