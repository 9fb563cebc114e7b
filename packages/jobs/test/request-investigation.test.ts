import { Failure } from '@incidentfox/failures';
import { type JobProducer, requestInvestigation } from '../src/index.ts';

type Added = { payload: Record<string, unknown> };

function producerThatNotes(): { added: Added[]; producer: Pick<JobProducer, 'add'> } {
  const added: Added[] = [];
  return {
    added,
    producer: {
      add: async (_definition, payload) => {
        added.push({ payload: payload as Record<string, unknown> });
        return 'added';
      },
    },
  };
}

it('looks the number of a reference up, and says in the job who asked for what', async () => {
  const { added, producer } = producerThatNotes();
  const asked: string[] = [];
  const findIncident = async (idOrNumber: string) => {
    asked.push(idOrNumber);
    return { id: '01KB', reference: 'INC-123' };
  };
  const request = { team: 'default', reference: 'INC-123', by: 'ada', services: ['checkout'], windowMinutes: 90 };
  const result = await requestInvestigation(request, { producer, findIncident, now: () => 5 });
  expect(asked).toEqual(['123']);
  expect(result).toEqual({ incidentId: '01KB', reference: 'INC-123', outcome: 'added' });
  expect(added[0]?.payload).toMatchObject({
    incidentId: '01KB',
    trigger: { kind: 'manual', by: 'ada', services: ['checkout'], windowMinutes: 90 },
  });
});

it("passes incident.io's own id on as it is", async () => {
  const { producer } = producerThatNotes();
  const asked: string[] = [];
  const findIncident = async (id: string) => {
    asked.push(id);
    return { id, reference: 'INC-9' };
  };
  await requestInvestigation(
    { team: 'default', reference: '01KB1Z7Q8M6T3V9XW2C4R5N0AE', by: 'ada' },
    { producer, findIncident, now: () => 5 },
  );
  expect(asked).toEqual(['01KB1Z7Q8M6T3V9XW2C4R5N0AE']);
});

it('adds nothing when the incident cannot be found', async () => {
  const { added, producer } = producerThatNotes();
  const findIncident = async (): Promise<never> => {
    throw new Failure('not_found', 'incident.io knows no such incident');
  };
  const asking = requestInvestigation(
    { team: 'default', reference: 'INC-9', by: 'ada' },
    { producer, findIncident, now: () => 5 },
  );
  await expect(asking).rejects.toMatchObject({ kind: 'not_found' });
  expect(added).toEqual([]);
});
