import { anIncident, type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { aConsole, type ConsoleUnderTest } from './a-console.ts';
import { anInvestigation } from './an-investigation.ts';

let redis: PrivateRedis;
let console_: ConsoleUnderTest;
beforeAll(async () => {
  redis = await privateRedis();
  console_ = await aConsole(redis);
  const write = (at: number, different: object) =>
    console_.stores.investigations.write({
      ...anInvestigation(`01S${at}`),
      queuedAt: new Date(Date.parse('2026-11-23T10:00:00.000Z') + at * 60_000).toISOString(),
      incident: anIncident({ id: `01S${at}`, reference: `INC-${at}`, name: `Trouble ${at}` }),
      ...different,
    });
  const { report, context } = anInvestigation('x');
  for (let at = 1; at <= 120; at++) await write(at, {});
  await write(200, { report: null, state: 'failed', priority: 'P0' });
  await write(201, {
    context: context && { ...context, affected: [{ service: 'Ledger', foundBy: 'exact', because: 'title' }] },
    report: report && { ...report, cause: { kind: 'node', service: 'mailer', object: 'node-7' }, verdict: 'healthy' },
  });
  await write(202, {
    isPrivate: true,
    incident: anIncident({ id: '01S202', reference: 'INC-202', name: 'Acquisition' }),
  });
});
afterAll(async () => {
  await console_.close();
  await redis.close();
});

const found = async (query: string) => {
  const { body } = await console_.json(`/investigations?${query}`);
  return (body.investigations as { reference: string }[]).map(({ reference }) => reference);
};

test('an investigation is found by reference, name, service and cause, in any case', async () => {
  expect(await found('q=inc-12')).toEqual(['INC-12']);
  expect(await found('q=trouble+77')).toEqual(['INC-77']);
  expect(await found('q=ledger')).toEqual(['INC-201']);
  expect(await found('q=NODE-7')).toEqual(['INC-201']);
});

test('a private incident is found by its reference and by nothing else', async () => {
  expect(await found('q=acquisition')).toEqual([]);
  expect(await found('q=INC-202')).toEqual(['INC-202']);
  expect(JSON.stringify((await console_.json('/investigations?q=INC-202')).body)).not.toContain('Acquisition');
  const { body } = await console_.json('/investigations/inv-default-01S202');
  expect(body.investigation).toMatchObject({ reference: 'INC-202', isPrivate: true });
  expect(JSON.stringify(body)).not.toMatch(/Acquisition|checkout is slow/);
});

test('the list is filtered by state, verdict and priority', async () => {
  expect(await found('state=failed')).toEqual(['INC-200']);
  expect(await found('verdict=healthy')).toEqual(['INC-201']);
  expect(await found('priority=P0')).toEqual(['INC-200']);
  expect(await found('priority=P0&verdict=healthy')).toEqual([]);
});

test('what was found beyond the first page is on the next ones, with what was asked for', async () => {
  const { text } = await console_.page('/investigations?priority=P1&page=2');
  expect(text).toContain('Page 2 of 3');
  expect(text).toContain('href="/investigations?priority=P1&amp;page=3"');
  expect(text).toContain('href="/investigations?priority=P1"');
  expect(await found('page=3')).toHaveLength(23);
  expect(await found('page=999')).toHaveLength(23);
});

test('the cause stands in the list', async () => {
  const { text } = await console_.page('/investigations?q=INC-201');
  expect(text).toContain('mailer node-7 (node)');
});

test('what is written while the console runs is in the next answer', async () => {
  await console_.stores.investigations.write(anInvestigation('01NEWS', 'A later one'));
  expect(await found('q=later')).toEqual(['INC-123']);
  await console_.stores.investigations.setPrivacy('inv-default-01NEWS', true);
  expect(await found('q=later')).toEqual([]);
});

test('a record that an older version wrote without a summary is read, listed and found', async () => {
  await console_.stores.investigations.write(anInvestigation('01OLDER', 'An older one'));
  await redis.command('DEL', `${redis.prefix}:summary:inv-default-01OLDER`);
  const second = await aConsole(redis);
  try {
    const { body } = await second.json('/investigations?q=older');
    expect(body.investigations).toMatchObject([{ name: 'An older one' }]);
  } finally {
    await second.close();
  }
});

describe('an incident that was not started', () => {
  const reason = 'its priority is P3, below the threshold P2';
  beforeAll(() =>
    console_.stores.notStarted.note(
      {
        ...{ team: 'default', incidentId: '01NOT', reference: 'INC-777', name: 'Slow disk', priority: 'P3' },
        ...{ reason, isPrivate: false },
      },
      Date.now(),
    ),
  );

  it('is found by its INC number, with the reason', async () => {
    const { text } = await console_.page('/investigations?q=INC-777');
    expect(text).toContain(reason);
    expect(text).toContain('Slow disk');
    expect((await console_.page('/investigations?q=INC-77')).text).not.toContain(reason);
  });

  it('is listed with the others that were not started, and alone then', async () => {
    const { body } = await console_.json('/investigations?state=not_started');
    expect(body).toMatchObject({ total: 0, notStarted: [{ reference: 'INC-777', reason }] });
    expect((await console_.page('/investigations')).text).not.toContain(reason);
  });

  it('is no longer told of once it was investigated', async () => {
    await console_.stores.investigations.write(anInvestigation('01NOT'));
    expect((await console_.page('/investigations?q=INC-777')).text).not.toContain(reason);
  });
});
