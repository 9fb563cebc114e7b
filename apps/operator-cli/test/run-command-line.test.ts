import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../src/run-command-line.ts';
import { runHere } from './run-here.ts';
import { runProcess } from './run-process.ts';

jest.setTimeout(60_000); // some tests start processes

const names = commands.map((command) => command.name);

test('every command has an npm script of its name', () => {
  const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const ours = Object.entries(scripts).filter(([, script]) => script.includes('apps/operator-cli/'));
  expect(ours.map(([name]) => name).sort()).toEqual(names.map((name) => name.replace(' ', ':')).sort());
  for (const [name, script] of ours) expect(script).toMatch(new RegExp(` ${name.replace(':', ' ')}( |$)`));
});

test.each(names)('%s --help says how it is called, what it takes and what its exit codes mean', async (name) => {
  const { status, stdout, stderr } = await runHere([...name.split(' '), '--help']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`Usage: incidentfox ${name} [options]`);
  for (const part of ['--json', '--help', 'Exit codes: 0 ', '1 problems were found', '2 wrong usage'])
    expect(stdout).toContain(part);
});

test('--help alone lists every command', async () => {
  const { status, stdout } = await runHere(['--help']);
  expect(status).toBe(0);
  for (const name of names) expect(stdout).toMatch(new RegExp(name.replace(' ', ' .*: .*\\b')));
});

test('--version says the version', async () => {
  const { status, stdout } = await runHere(['--version']);
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
});

test('a command of two words may have a colon between them, as its npm script has', async () => {
  expect(await runHere(['config:check', '--help'])).toEqual(await runHere(['config', 'check', '--help']));
});

test.each<[string, string[], RegExp]>([
  ['no command', [], /Usage: /],
  ['an unknown command', ['docter'], /unknown command 'docter'[\s\S]*doctor/],
  ...names.map((name): [string, string[], RegExp] => [
    `an unknown option of ${name}`,
    [...name.split(' '), '--colour'],
    new RegExp(`'--colour'[\\s\\S]*See incidentfox ${name} --help`),
  ]),
  ['too many arguments', ['doctor', 'a.json', 'b.json'], /too many arguments/],
  ['no incident', ['investigate'], /missing required argument 'incident'/],
  ['minutes that are no number', ['investigate', 'INC-1', '--minutes', 'many'], /a number from 1 to 1440/],
  ['no configuration to check', ['config', 'check'], /Which file\?[\s\S]*incidentfox config check --help/],
])('wrong usage is exit code 2, and standard output stays empty: %s', async (_, args, sentence) => {
  const { status, stdout, stderr } = await runHere(args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(sentence);
});

test.each([
  ['services', 'discover'],
  ['investigate', 'INC-1'],
])('%s without its environment is exit code 1 with every fault, with --json on standard output', async (...args) => {
  const { status, stdout, stderr } = await runHere(args);
  expect([status, stdout]).toEqual([1, '']);
  const faults = stderr.trimEnd().split('\n');
  expect(stderr).toContain('INCIDENTFOX_CONFIG must name');
  const machine = await runHere([...args, '--json']);
  expect([machine.status, machine.stderr]).toEqual([1, '']);
  expect(JSON.parse(machine.stdout)).toEqual({ faults });
});

test('the doctor writes its findings as JSON', async () => {
  const { status, stdout } = await runHere(['doctor', '--json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ state: 'failure', subject: 'Redis' }));
});

describe('colours', () => {
  const startOfColor = '\u001b[';

  test('mark the doctor’s findings where they are wanted', () => {
    expect(runProcess(['doctor'], { FORCE_COLOR: '1' }).stdout).toContain(
      `${startOfColor}31mfailure${startOfColor}39m  Redis`,
    );
  });

  test('are off with NO_COLOR', () => {
    expect(runProcess(['doctor'], { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain(startOfColor);
  });
});
