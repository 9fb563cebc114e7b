import { updateSlack } from '@incidentfox/jobs';

const payload = { team: 'default', investigationId: 'inv-1', revision: 2, stage: 'progress' as const };

it('is another job for another key of the same revision and stage', () => {
  const ids = ['1', '2'].map((key) => updateSlack.id(updateSlack.payload.parse({ ...payload, key })));
  expect(ids).toEqual(['update-slack-inv-1-r2-progress-1', 'update-slack-inv-1-r2-progress-2']);
});

it('is still handled when it was queued while its key was called step', () => {
  expect(updateSlack.payload.parse({ ...payload, step: 3 })).toMatchObject(payload);
});
