import { anIncident, waitFor } from '@incidentfox/test-kit';
import { type NotifierSystem, type NotifierSystemOptions, notifierSystem } from './stand-ins/notifier-system.ts';
import { aRecord, aReport, healthyReport, inconclusiveReport } from './stand-ins/records.ts';

let system: NotifierSystem;
const open = async (options: NotifierSystemOptions = {}) => {
  system = await notifierSystem(options);
};
afterEach(async () => {
  const { refused } = system.incidentIo;
  await system.close();
  expect(refused).toEqual([]);
});

const settled = (failed = 0) =>
  waitFor(
    async () => {
      const counts = await system.producer.counts('notifications');
      return counts.waiting + counts.active + counts.delayed === 0 && counts.failed === failed;
    },
    { timeoutMs: 10_000, what: 'the queue to be empty' },
  );

const all = ['investigation_start', 'root_cause_found', 'investigation_complete'] as const;
const write = async (
  record: ReturnType<typeof aRecord>,
  entries: readonly ((typeof all)[number] | 'evidence_event')[] = all,
) => {
  await system.write(record);
  for (const entry of entries) await system.askTimeline(record, entry);
  await settled();
};

test('three entries, dated when the thing happened, with a link to the report', async () => {
  await open();
  await write(aRecord({ report: aReport() }));
  expect(system.incidentIo.items.map(({ title, timestamp }) => [title, timestamp]).sort()).toEqual([
    ['IncidentFox started investigating', '2026-11-23T14:36:01.200Z'],
    ['Investigation complete: root cause found', '2026-11-23T14:36:09.000Z'],
    ['Root cause found: payment-gateway, v2[.]1.0 (confidence 87%)'.replace('[.]', '.'), '2026-11-23T14:36:09.000Z'],
  ]);
  for (const { description } of system.incidentIo.items)
    expect(description).toContain('[Full report](https://fox.example.com/investigations/inv-default-');
});

test.each([
  ['missing', null, '(no severity was set, Medium is assumed)'],
  ['unknown', { id: 'sev-gold', name: 'Gold', rank: 7 }, '(severity Gold is not mapped, Medium is assumed)'],
] as const)(
  'a priority that was assumed because the severity is %s is explained',
  async (priorityOrigin, severity, words) => {
    await open();
    await write(aRecord({ incident: anIncident({ severity }), priorityOrigin, priority: 'P2' }), [
      'investigation_start',
    ]);
    expect(system.incidentIo.items.map((item) => item.description).join()).toContain(words);
  },
);

test.each([
  ['inconclusive', inconclusiveReport(), 'Investigation complete: no clear cause yet'],
  ['healthy', healthyReport(), 'Investigation complete: nothing wrong found'],
])('no root cause entry for an %s verdict', async (_, report, title) => {
  await open();
  await write(aRecord({ report }));
  expect(system.incidentIo.items.map((item) => item.title).sort()).toEqual([
    'IncidentFox started investigating',
    title,
  ]);
});

test('a later revision edits the entries in place and repeats none', async () => {
  await open();
  await write(aRecord({ report: aReport() }));
  await write(aRecord({ revision: 2, report: aReport({ confidence: 0.93 }) }));
  expect(system.incidentIo.items).toHaveLength(3);
  expect(system.incidentIo.items.map((item) => item.title)).toContain(
    'Root cause found: payment-gateway, v2.1.0 (confidence 93%)',
  );
});

test('a cause that a later run does not confirm is withdrawn where it stands', async () => {
  await open();
  await write(aRecord({ report: aReport() }));
  await write(aRecord({ revision: 2, report: inconclusiveReport() }), ['investigation_complete']);
  expect(system.incidentIo.items).toHaveLength(3);
  expect(system.incidentIo.items.map((item) => item.title)).toContain('Root cause withdrawn by a later run');
});

test('a later run that fails does not unsay what an earlier one found', async () => {
  await open();
  await write(aRecord({ report: aReport() }));
  await write(aRecord({ revision: 2, state: 'failed', ending: 'No data source answered.' }), [
    'investigation_complete',
  ]);
  expect(system.incidentIo.items.map((item) => item.title)).toContain('Investigation complete: root cause found');
});

test('an answer that is lost after the effect leads to one entry', async () => {
  await open();
  let calls = 0;
  system.incidentIo.watch = { fault: () => (calls++ === 0 ? { kind: 'drop_after' } : undefined) };
  await write(aRecord({ report: aReport() }), ['investigation_complete']);
  expect(system.incidentIo.items).toHaveLength(1);
  expect(calls).toBeGreaterThan(1);
});

test('evidence events are written only when asked for, each when it happened', async () => {
  await open();
  await write(aRecord({ report: aReport() }), ['evidence_event']);
  expect(system.incidentIo.items.map(({ title, timestamp }) => `${timestamp.slice(11, 16)} ${title}`)).toContain(
    '14:30 payment-gateway v2.1.0 deployed',
  );
  expect(system.incidentIo.items).toHaveLength(5);
});

test('types the team does not want are not written', async () => {
  await open({
    team: (usual) => ({
      ...usual,
      incidentIo: { ...usual.incidentIo, timelineEntryTypes: ['investigation_complete'] },
    }),
  });
  await write(aRecord({ report: aReport() }));
  expect(system.incidentIo.items.map((item) => item.title)).toEqual(['Investigation complete: root cause found']);
});

test('create_timeline_entry off writes nothing', async () => {
  await open({ team: (usual) => ({ ...usual, incidentIo: { ...usual.incidentIo, createTimelineEntry: false } }) });
  await write(aRecord({ report: aReport() }));
  expect(system.incidentIo.calls).toEqual([]);
});

test('a key that may not write gets one link attachment and one clear warning, and never an incident update', async () => {
  await open();
  system.incidentIo.mayWrite = false;
  await write(aRecord({ report: aReport() }));
  const other = anIncident({ id: '01KB1OTHER' });
  await write(aRecord({ incident: other, report: aReport() }));
  expect(system.incidentIo.attachments.map(({ url }) => url)).toEqual([
    'https://fox.example.com/investigations/inv-default-01KB1Z7Q8M6T3V9XW2C4R5N0AE',
    'https://fox.example.com/investigations/inv-default-01KB1OTHER',
  ]);
  expect(
    system.warnings.filter((line) => line.includes('does not let this API key write timeline items')),
  ).toHaveLength(1);
  expect(system.incidentIo.calls.map((call) => call.method)).not.toContain('POST /v2/incident_updates');
});

test('an attachment that is there already is found, not repeated', async () => {
  await open();
  system.incidentIo.mayWrite = false;
  const record = aRecord({ report: aReport() });
  system.incidentIo.attachments.push({
    id: 'A0',
    incident_id: record.incidentId,
    url: `https://fox.example.com/investigations/${record.id}`,
    title: 'x',
  });
  await write(record, ['investigation_complete']);
  expect(system.incidentIo.attachments).toHaveLength(1);
});

test('a failed run says so', async () => {
  await open();
  await write(aRecord({ state: 'failed', ending: 'No data source answered.' }), ['investigation_complete']);
  expect(system.incidentIo.items[0]).toMatchObject({
    title: 'Investigation failed',
    description: expect.stringContaining('No data source answered.'),
  });
});
