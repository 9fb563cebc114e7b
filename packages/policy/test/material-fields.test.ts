import { anIncident } from '@incidentfox/test-kit';
import { materialChanges } from '../src/index.ts';

const before = anIncident();

it.each([
  ['a name', { name: 'Card payments down' }, ['name']],
  ['a summary', { summary: 'All cards fail' }, ['summary']],
  ['a summary that goes', { summary: null }, ['summary']],
  ['a severity', { severity: { id: 'other', name: 'Critical', rank: 4 } }, ['severity']],
  ['a severity that is set for the first time', { severity: null }, ['severity']],
  ['a status category', { status: { name: 'x', category: 'paused' as const } }, ['status']],
  ['a channel', { channel: null }, ['channel']],
  [
    'an affected service',
    { customFields: [{ id: 'f', name: 'Services', values: [{ label: 'billing' }] }] },
    ['services'],
  ],
  [
    'a catalogue entry',
    { customFields: [{ id: 'f', name: 'What', values: [{ label: 'x', catalogEntryId: 'c' }] }] },
    ['services'],
  ],
])('%s is material', (_name, different, changed) => {
  const after = anIncident(different);
  expect(materialChanges(before, after)).toEqual(changed);
});

it.each([
  ['its permalink', { permalink: null }],
  ['the name of its status', { status: { name: 'Fixing', category: 'live' as const } }],
  ['leaving triage', { status: { name: 'Triage', category: 'triage' as const } }],
  ['the name of its severity', { severity: { ...(before.severity ?? { id: '', rank: 0 }), name: 'Sev-2' } }],
  ['spaces', { name: ` ${before.name.replace(' ', '  ')} ` }],
  ['a field that counts', { customFields: [{ id: 'n', name: 'Customers affected', values: [{ label: '12' }] }] }],
])('%s is not', (_name, different) => {
  expect(materialChanges(before, anIncident(different))).toEqual([]);
});

it('does not depend on the order of services', () => {
  const services = (labels: string[]) =>
    anIncident({ customFields: [{ id: 'f', name: 'Service', values: labels.map((label) => ({ label })) }] });
  expect(materialChanges(services(['a', 'b']), services(['b', 'a']))).toEqual([]);
});
