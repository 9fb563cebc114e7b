import { loadSettings } from '@incidentfox/config';
import { stringify } from 'yaml';
import { env, faultsOf, file, load, readFrom, startingFile } from './given.ts';

const yamlFile = '/etc/incidentfox/config.yaml';
const loadYaml = (text: string, others: Record<string, unknown> = {}) =>
  loadSettings({ file: yamlFile, env, readFile: readFrom({ [yamlFile]: text, ...others }) });

describe('a JSON file', () => {
  test('may have comments and commas after the last item, as editors allow in settings files', async () => {
    const text = `{
      // where incidents come from
      "integrations": { "incident_io": { "severity_threshold": "high", }, },
      /* "tools": {} */
    }`;
    expect((await load(text)).teams[0]?.incidentIo.policy.threshold).toBe('P1');
  });

  test('may begin with a byte order mark', async () => {
    await expect(load(`\uFEFF${JSON.stringify(startingFile)}`)).resolves.toBeTruthy();
  });

  test('may not have a key twice in one object: one of them would be lost without a word', async () => {
    const [fault, ...more] = await faultsOf(load('{\n  "tools": {},\n  "services": [{ "name": "a", "name": "b" }]\n}'));
    expect(more).toEqual([]);
    expect(fault).toMatchObject({
      message: 'is not JSON (line 3, column 31)',
      hint: expect.stringMatching(/leave one/),
    });
  });

  test.each([
    ['{ "a": 1 "b": 2 }', 1, 10, 'a comma or the closing bracket'],
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3, 'a value'],
    ['{\r\n  "a" 1\r\n}', 2, 7, 'a colon'],
    ['{ "a": [1, 2 }', 1, 14, 'a comma or the closing bracket'],
    ['{ "a": 1', 1, 9, 'a comma or }'],
    ['{ "a": "xyz', 1, 8, 'the closing quote'],
    ['{ } { }', 1, 5, 'the end of the file'],
    ['{ /* a', 1, 3, 'the end of the comment, */'],
    ['[['.repeat(50_000), 1, 1, 'less nesting'],
  ])('names the place of a fault: %j', async (text, line, column, expected) => {
    const [fault] = await faultsOf(load(text));
    expect(fault).toEqual({
      file,
      path: '',
      message: `is not JSON (line ${line}, column ${column})`,
      hint: `Expected there: ${expected}`,
    });
  });
});

describe('a YAML file, by its name', () => {
  test('says the same as JSON', async () => {
    expect(await loadYaml(stringify(startingFile))).toEqual(await load(startingFile));
  });

  test.each(['base.yml', 'BASE.YAML'])('may be what a JSON file extends: %s', async (name) => {
    const base = 'integrations:\n  incident_io:\n    severity_threshold: low # all of them\n';
    const settings = await load({ extends: name }, { [`/etc/incidentfox/${name}`]: base });
    expect(settings.teams[0]?.incidentIo.policy.threshold).toBe('P3');
  });

  test('has anchors, and keys that every object inherits stay ordinary keys', async () => {
    const faults = await faultsOf(
      loadYaml('integrations: { incident_io: {} }\n__proto__: &x { polluted: true }\nconstructor: *x\n'),
    );
    expect(faults.map((fault) => fault.path).sort()).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  const bomb = Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`).join('\n');
  test.each([
    ['a: 1\n b: 2\n', 1, 4, /indentation/],
    ['a:\n\tb: 2\n', 2, 1, /spaces, not with tabs/],
    ['a: 1\na: 2\n', 2, 1, /leave one of them/],
    ['a: [1, 2\nb: 3\n', 2, 1, /Indent|missing/],
    ['a: "xyz-canary\n', 2, 1, /closing quote/],
    ['a: 1\n---\nb: 2\n', 2, 1, /one document/],
    ['a: *canary\n', 1, 4, /no anchor/],
    [`a0: &a0 x\n${bomb}\n`, 1, 1, /aliases/],
  ])('names the place of a fault and never its text: %j', async (text, line, column, hint) => {
    const [fault, ...more] = await faultsOf(loadYaml(text));
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ file: yamlFile, message: `is not YAML (line ${line}, column ${column})` });
    expect(fault?.hint).toMatch(hint);
    expect(JSON.stringify(fault)).not.toContain('canary');
  });

  test.each(['', '- a\n- b\n', 'text'])('must hold an object: %j', async (text) => {
    expect((await faultsOf(loadYaml(text)))[0]?.message).toBe('must hold an object');
  });
});
