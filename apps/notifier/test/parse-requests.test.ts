import { parseCommand } from '../src/slack/requests/parse-command.ts';
import { parseQuestion } from '../src/slack/requests/parse-question.ts';

test.each([
  ['', { reference: null, service: null, windowMinutes: null }],
  ['INC-123', { reference: 'INC-123', service: null, windowMinutes: null }],
  ['inc-7 checkout 2h', { reference: 'inc-7', service: 'checkout', windowMinutes: 120 }],
  ['90m payment gateway', { reference: null, service: 'payment gateway', windowMinutes: 90 }],
  ['3d', { reference: null, service: null, windowMinutes: 4320 }],
  ['99999d', { reference: null, service: null, windowMinutes: 10_080 }],
  ['0m', { reference: null, service: '0m', windowMinutes: null }],
])('/investigate %s', (text, command) => expect(parseCommand(text)).toMatchObject({ ...command, help: false }));

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
