import { writeTimelineEntry } from '@incidentfox/jobs';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { aConsole, type ConsoleUnderTest } from './a-console.ts';
import { anInvestigation } from './an-investigation.ts';

let redis: PrivateRedis;
let console_: ConsoleUnderTest;
const id = 'inv-default-01STUCK';
beforeAll(async () => {
  redis = await privateRedis();
  console_ = await aConsole(redis);
  const now = new Date().toISOString();
  const record = { ...anInvestigation('01STUCK'), queuedAt: now, startedAt: now, finishedAt: now };
  await console_.stores.investigations.write(record);
  await console_.stores.investigations.write({ ...record, revision: 2 });
  const { deliveries, feedback } = console_.stores;
  await deliveries.write(id, { slot: 'slack:root', state: 'sent', attemptAt: now });
  const given = { slot: 'timeline:root_cause_found', state: 'given_up' as const, attemptAt: now };
  await deliveries.write(id, { ...given, reason: 'incident.io refuses the key' });
  await console_.producer.add(writeTimelineEntry, {
    ...{ team: 'default', investigationId: id, revision: 2, entry: 'root_cause_found' },
  });
  for (const [user, helpful] of [
    ['U1', true],
    ['U2', true],
    ['U3', false],
  ] as const)
    await feedback.give(id, { revision: 2, user, userName: user, helpful, at: now });
});
afterAll(async () => {
  await console_.close();
  await redis.close();
});

test('a delivery that was given up stands first on the page, with its reason and its job', async () => {
  const { text } = await console_.page(`/investigations/${id}`);
  const stuck = text.slice(text.indexOf('class="stuck"'), text.indexOf('Recommended actions'));
  expect(stuck).toContain('Timeline entry: root cause found');
  expect(stuck).toContain('incident.io refuses the key');
  const href = /href="(\/queues\/queue\/notifications\/[^"]+)"/.exec(stuck)?.[1] ?? '';
  expect(href).toBe(`/queues/queue/notifications/write-timeline-entry-${id}-r2-root_cause_found`);
  expect((await console_.page(href)).status).toBe(200);
});

test('deliveries, runs, feedback and the ways between evidence, sentences and questions are on the page', async () => {
  const { text } = await console_.page(`/investigations/${id}`);
  expect(text).toContain('0 of 12');
  expect(text).toContain(`href="/investigations/${id}?revision=1"`);
  expect(text).toContain('2 found it helpful, 1 did not');
  for (const way of ['href="#e1"', 'id="e1"', 'href="#q1"', 'id="q1"', 'href="#why-1"', 'id="why-1"', 'id="g1"'])
    expect(text).toContain(way);
  expect((await console_.page(`/investigations/${id}?revision=1`)).text).not.toContain('found it helpful');
});

test('the overview tells what is stuck, what ended within a day, and how deep the queues are', async () => {
  const { text } = await console_.page('/');
  expect(text).toContain(`href="/investigations/${id}"`);
  expect(text).toContain('incident.io refuses the key');
  const { body } = await console_.json('/');
  expect(body).toMatchObject({
    lastDay: [{ outcome: 'root cause', count: 1 }],
    queues: [{ name: 'investigations' }, { name: 'notifications', waiting: 1 }],
    stuck: [{ what: 'Timeline entry: root cause found was given up' }],
  });
});

test('a run that no worker has is stuck', async () => {
  await console_.stores.investigations.write({
    ...anInvestigation('01LOST'),
    ...{ state: 'running', report: null, finishedAt: null },
  });
  const { body } = await console_.json('/');
  expect(body.live).toMatchObject([{ incidentId: '01LOST' }]);
  expect(JSON.stringify(body.stuck)).toContain('is running, and no worker has it');
});
