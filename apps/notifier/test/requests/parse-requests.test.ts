import { parseCommand } from '../../src/slack/requests/parse-command.ts';
import { parseQuestion } from '../../src/slack/requests/parse-question.ts';

test.each([
  ['', { reference: null, service: null, windowMinutes: null }],
  ['INC-123', { reference: 'INC-123', service: null, windowMinutes: null }],
  ['inc-7 checkout 2h', { reference: 'inc-7', service: 'checkout', windowMinutes: 120 }],
  ['90m payment gateway', { reference: null, service: 'payment gateway', windowMinutes: 90 }],
  ['3d', { reference: null, service: null, windowMinutes: 4320 }],
  ['99999d', { reference: null, service: null, windowMinutes: 10_080 }],
  ['0m', { reference: null, service: '0m', windowMinutes: null }],
])('/investigate %s', (text, command) => expect(parseCommand(text)).toMatchObject({ ...command, help: false }));

const services = [
  { name: 'worker-7', aliases: ['queue worker'], dependsOn: [], vendorNames: {} },
  { name: 'payment gateway', aliases: [], dependsOn: [], vendorNames: {} },
];

test.each([
  ['worker-7', { reference: null, service: 'worker-7', windowMinutes: null }],
  ['worker-8', { reference: 'worker-8', service: null, windowMinutes: null }],
  ['INC-9 worker-7 2 hours', { reference: 'INC-9', service: 'worker-7', windowMinutes: 120 }],
  ['ACME_PROD-7', { reference: 'ACME_PROD-7', service: null, windowMinutes: null }],
  ['#4201', { reference: '4201', service: null, windowMinutes: null }],
  ['2 hours', { reference: null, service: null, windowMinutes: 120 }],
  ['payment gateway 90 minutes', { reference: null, service: 'payment gateway', windowMinutes: 90 }],
  ['1 day queue worker', { reference: null, service: 'queue worker', windowMinutes: 1440 }],
  ['https://app.incident.io/acme/incidents/4201', { reference: '4201', service: null, windowMinutes: null }],
  [
    '<https://app.incident.io/acme/incidents/4201?tab=timeline|INC-4201> 30m',
    { reference: '4201', service: null, windowMinutes: 30 },
  ],
  [
    'https://app.incident.io/incidents/01KB1Z7Q8M6T3V9XW2C4R5N0AE',
    { reference: '01KB1Z7Q8M6T3V9XW2C4R5N0AE', service: null, windowMinutes: null },
  ],
])('/investigate %s, with a catalogue', (text, command) =>
  expect(parseCommand(text, services)).toMatchObject({ ...command, help: false }),
);

test('/investigate help asks for help', () => expect(parseCommand(' help ')).toMatchObject({ help: true }));

test.each([
  ['<@U1> why?', { kind: 'why' }],
  ["<@U1> what's the root cause", { kind: 'why' }],
  ['<@U1> What changed?', { kind: 'changes' }],
  ['any deploys lately <@U1>', { kind: 'changes' }],
  ['<@U1> evidence 3', { kind: 'evidence', number: 3 }],
  ['<@U1> show evidence e12', { kind: 'evidence', number: 12 }],
  ['<@U1> evidence', { kind: 'evidence', number: null }],
  ['<@U1> status', { kind: 'status' }],
  ['<@U1>', { kind: 'help' }],
  ['<@U1> help', { kind: 'help' }],
  ['<@U1> tell me a joke', { kind: 'unknown' }],
])('%s', (text, question) => expect(parseQuestion(text)).toEqual(question));
