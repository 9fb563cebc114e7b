import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectStores } from '@incidentfox/investigations';
import { waitFor } from '@incidentfox/test-kit';
import { type System, startSystem } from '../system/system.ts';

/* What a newcomer does: addresses and keys into a file, three commands, the apps, the first incident. Every step is timed. */

const program = join(__dirname, '../../../../apps/operator-cli/bin/incidentfox.mjs');
const run = promisify(execFile);
const minute = 60_000;
/** From the first command to findings, on a machine that is busy with other things too. */
const patienceMs = 5 * minute;

interface Entry {
  readonly name: string;
  readonly depends_on: readonly string[];
}

let system: System;
beforeAll(async () => {
  system = await startSystem({ apps: [] });
}, minute);
afterAll(() => system.stop(), minute);

/** Runs a command of the operator: the document it wrote, with whatever exit code, and how long it took. */
async function command(name: string): Promise<{ json: unknown; tookMs: number }> {
  const began = Date.now();
  const env = { PATH: process.env.PATH, ...system.env };
  const { stdout } = await run(process.execPath, [program, name, '--json'], { env, timeout: 2 * minute }).catch(
    (thrown: { stdout: string }) => thrown,
  );
  return { json: JSON.parse(stdout), tookMs: Date.now() - began };
}

function write(patch: object): void {
  const file = JSON.parse(readFileSync(system.configFile, 'utf8'));
  writeFileSync(system.configFile, JSON.stringify({ ...file, ...patch }));
}

/** What the file says besides addresses and keys is taken away. */
function keepAddresses(): string[] {
  const { tools } = JSON.parse(readFileSync(system.configFile, 'utf8'));
  const { default_namespace: _, ...kubernetes } = tools.kubernetes;
  write({ services: undefined, tools: { ...tools, kubernetes } });
  return Object.keys(tools);
}

async function investigated(scenario: string) {
  const { incidentId } = await system.simulator.play(scenario);
  const stores = await connectStores({ redisUrl: system.redis.url, prefix: system.redis.prefix });
  try {
    const completed = async () => {
      const record = await stores.investigations.ofIncident('default', incidentId);
      return record?.state === 'completed' ? record : null;
    };
    return await waitFor(completed, { timeoutMs: 3 * minute, what: `findings of ${scenario}` });
  } finally {
    await stores.close();
  }
}

/** `checkout-service` may be found as `checkout`, which then has it as another name. */
const plain = (name: string): string => name.replace(/-service$/, '');
const namesOf = (entries: readonly Entry[]): string[] => entries.map(({ name }) => plain(name)).sort();
const edgesOf = (entries: readonly Entry[]): string[] =>
  entries.flatMap(({ name, depends_on: called }) => called.map((to) => `${plain(name)} calls ${plain(to)}`)).sort();

test(
  'addresses and keys alone lead to the services, to who calls whom, and to the right findings',
  async () => {
    const truth = system.simulator.services as Entry[];
    const tools = keepAddresses();
    const began = Date.now();

    const discovered = await command('services:discover');
    const { services } = discovered.json as { services: Entry[] };
    write({ services });
    const checked = await command('config:check');
    const examined = await command('doctor');
    const startedAt = Date.now();
    await Promise.all(['webhook-gateway', 'investigator-worker', 'notifier'].map((app) => system.start(app)));
    const declaredAt = Date.now();
    const record = await investigated('checkout');

    const steps = {
      discover: discovered.tookMs,
      check: checked.tookMs,
      doctor: examined.tookMs,
      start: declaredAt - startedAt,
      findings: Date.now() - declaredAt,
      together: Date.now() - began,
    };
    process.stdout.write(`a newcomer's steps, ms: ${JSON.stringify(steps)}\n`);

    // A repository that no service is called after (`databases`) is proposed as well; that is for a person to strike out.
    expect(namesOf(services)).toEqual([...namesOf(truth), 'databases'].sort());
    expect(edgesOf(services)).toEqual(edgesOf(truth));
    expect(checked.json).toMatchObject({ faults: [] });
    const findings = examined.json as { state: string; subject: string; detail: string }[];
    const ofTools = findings.filter(({ subject }) => [...tools, 'services', 'configuration'].includes(subject));
    const notWell = ofTools.filter(({ state }) => state !== 'ok').map(({ state, detail }) => `${state} ${detail}`);
    expect(notWell.filter((line) => !/^warning .* knows no "(databases|orders-db)"/.test(line))).toEqual([]);
    // One line for how each can be entered, one for what it answered.
    const well = ofTools.filter(({ state }) => state === 'ok').map(({ subject }) => subject);
    expect(well).toEqual(['configuration', ...tools.flatMap((one) => [one, one])]);
    expect(record.report).toMatchObject({ verdict: 'root_cause', cause: { service: 'payment-gateway' } });
    expect(steps.together).toBeLessThan(patienceMs);
  },
  9 * minute,
);
