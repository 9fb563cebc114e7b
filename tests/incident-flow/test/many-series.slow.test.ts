import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { connectStores, type Stores } from '@incidentfox/investigations';
import { type TestServer, waitFor } from '@incidentfox/test-kit';
import { startManySeries } from './system/many-series-stand-in.ts';
import { type System, startSystem } from './system/system.ts';

/* A label with thousands of values in the metrics: the worker reads what it can, says what it cut, and goes on working meanwhile. */

const worker = 'investigator-worker';
const maxTurnMs = 200;
const measuring = pathToFileURL(join(__dirname, 'measure-turns.mjs')).href;
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

async function residentMbOfWorker(): Promise<number> {
  const text = await (await fetch(`${system.urlOf(worker)}/metrics`)).text();
  return Math.round(Number(/^process_resident_memory_bytes(?:{[^}]*})? (\S+)$/m.exec(text)?.[1]) / 2 ** 20);
}

/** A worker that has done nothing yet plays an incident: its record, and the worst that was seen meanwhile. */
async function play() {
  const turnsFile = `${system.configFile}.turns`;
  await system.apps.get(worker)?.stop();
  await system.start(worker, { NODE_OPTIONS: `--import=${measuring}`, TURNS_FILE: turnsFile });
  const { incidentId } = await system.simulator.play('checkout', [], true);
  let residentMb = 0;
  const record = await waitFor(
    async () => {
      residentMb = Math.max(residentMb, await residentMbOfWorker());
      const one = await stores.investigations.ofIncident('default', incidentId);
      return one?.state === 'completed' ? one : null;
    },
    { timeoutMs: 200_000, everyMs: 100, what: 'the incident is investigated' },
  );
  await system.simulator.edit(incidentId, { status: 'closed' });
  return { record, turnMs: Number(readFileSync(turnsFile, 'utf8')), residentMb };
}

test('5,000 and 50,000 series in every answer neither block the worker nor fill its memory, and what was cut is said', async () => {
  const calm = await play();
  for (const count of [5_000, 50_000]) {
    extra = count;
    const { record, turnMs, residentMb } = await play();
    process.stdout.write(
      `${count} series more in an answer: longest turn ${turnMs} ms of the processor (without them ${calm.turnMs} ms), ` +
        `${residentMb} MB, ${record.report?.verdict}\n`,
    );
    expect(JSON.stringify(record.report?.gaps)).toMatch(/cut by series after \d+/);
    expect(turnMs).toBeLessThan(Math.max(maxTurnMs, 2 * calm.turnMs));
    expect(residentMb).toBeLessThan(maxResidentMb);
  }
}, 900_000);
