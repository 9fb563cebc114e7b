import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TimelineEntryType } from '@incidentfox/incident';
import * as jobs from '../src/index.ts';
import { type JobDefinition, queues, writeTimelineEntry } from '../src/index.ts';

const isDefinition = (value: unknown): value is JobDefinition =>
  typeof value === 'object' && value !== null && 'attempts' in value && 'payload' in value;
const definitions: JobDefinition[] = (Object.values(jobs) as unknown[]).filter(isDefinition);

describe('the jobs', () => {
  test('each file of a job defines one, named as its file, and the package exports it', () => {
    const files = readdirSync(join(__dirname, '../src/definitions')).flatMap(
      (file) => /^(.+)\.job\.ts$/.exec(file)?.[1] ?? [],
    );
    expect(definitions.map(({ name }) => name).sort()).toEqual(files.sort());
  });

  test('each waits in a queue that is there', () => {
    for (const { queue } of definitions) expect(Object.values(queues)).toContain(queue);
  });
});

test.each(TimelineEntryType.options)('an entry %s can be asked for, by a job of its own', (entry) => {
  const payload = writeTimelineEntry.payload.parse({ team: 'default', investigationId: 'inv-1', revision: 1, entry });
  expect(writeTimelineEntry.id(payload)).toBe(`write-timeline-entry-inv-1-r1-${entry}`);
});
