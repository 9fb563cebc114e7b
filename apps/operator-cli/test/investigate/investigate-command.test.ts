import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queues } from '@incidentfox/jobs';
import { connectProducer, type JobProducer } from '@incidentfox/jobs/bullmq';
import { listen, type PrivateRedis, privateRedis, type TestServer, wireIncident } from '@incidentfox/test-kit';
import { runHere } from '../run-here.ts';

let redis: PrivateRedis;
let incidentIo: TestServer;
let queue: JobProducer;
let directory: string;
let env: Record<string, string>;

beforeAll(async () => {
  redis = await privateRedis();
  queue = await connectProducer({ redisUrl: redis.url, prefix: redis.prefix });
  incidentIo = await listen((request, response) => {
    const isKnown = request.url?.startsWith('/v2/incidents/123');
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKnown ? { incident: wireIncident() } : { type: 'not_found', status: 404 }));
  });
  directory = mkdtempSync(join(tmpdir(), 'incidentfox-investigate-'));
  const file = join(directory, 'incidentfox.json');
  const integrations = {
    incident_io: { webhook_secret: 'env:SECRET', api_key: 'env:KEY', api_url: incidentIo.url },
    slack: { enabled: false },
  };
  writeFileSync(file, JSON.stringify({ integrations }));
  env = {
    INCIDENTFOX_CONFIG: file,
    REDIS_URL: redis.url,
    QUEUE_PREFIX: redis.prefix,
    SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    KEY: 'key-0123456789',
    USER: 'ada',
  };
});
afterAll(async () => {
  await queue.close();
  await incidentIo.close();
  await redis.close();
  rmSync(directory, { recursive: true, force: true });
});

const waiting = async () => (await queue.counts(queues.investigations)).waiting;

test('puts the request on the queue, and says so to people and machines', async () => {
  const before = await waiting();
  expect(await runHere(['investigate', 'INC-123', '--by', 'grace', '--services', 'checkout, ledger'], env)).toEqual({
    status: 0,
    stdout: 'INC-123 is queued for investigation, asked for by grace.\n',
    stderr: '',
  });
  const { status, stdout } = await runHere(['investigate', 'INC-123', '--json'], env);
  expect([status, JSON.parse(stdout)]).toEqual([
    0,
    { state: 'queued', reference: 'INC-123', team: 'default', by: 'ada' },
  ]);
  expect(await waiting()).toBe(before + 2);
});

test('an incident that is not there is exit code 1, and nothing is queued', async () => {
  const before = await waiting();
  const { status, stderr } = await runHere(['investigate', 'INC-999'], env);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/404|not found/i)]);
  expect(await waiting()).toBe(before);
});

test('a team that is not configured is wrong usage, and those that are are named', async () => {
  const { status, stderr } = await runHere(['investigate', 'INC-123', '--team', 'nobody'], env);
  expect(status).toBe(2);
  expect(stderr).toContain('Choose the team with --team: default');
});

describe('--services of a catalogue', () => {
  const services = [{ name: 'checkout', aliases: ['checkout-service'] }, { name: 'ledger' }, { name: 'ledgers' }];
  const withCatalogue = () => {
    const file = join(directory, 'catalogue.json');
    const { integrations } = JSON.parse(readFileSync(env.INCIDENTFOX_CONFIG ?? '', 'utf8'));
    writeFileSync(file, JSON.stringify({ integrations, services }));
    return { ...env, INCIDENTFOX_CONFIG: file };
  };

  test('takes names and aliases', async () => {
    const before = await waiting();
    expect(
      (await runHere(['investigate', 'INC-123', '--services', 'checkout-service,ledger'], withCatalogue())).status,
    ).toBe(0);
    expect(await waiting()).toBe(before + 1);
  });

  test.each([
    ['ledgre', 'Did you mean "ledger"?'],
    ['nosuch', 'Known here: checkout, ledger, ledgers'],
    ['ledger,ledge', 'Did you mean "ledgers"?'], // the nearest of those that were not typed already
  ])('%s fails with the nearest name, and nothing is queued', async (typed, hint) => {
    const before = await waiting();
    const { status, stderr } = await runHere(['investigate', 'INC-123', '--services', typed], withCatalogue());
    expect(status).toBe(2);
    expect(stderr).toContain(`no service of the catalogue is called "${typed.split(',').at(-1)}". ${hint}`);
    expect(await waiting()).toBe(before);
  });
});
