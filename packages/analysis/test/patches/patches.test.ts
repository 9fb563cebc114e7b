import { readPatch } from '../../src/patches/index.ts';
import { type DiffCase, resourceCases, settingCases } from './cases.ts';
import { codeCases, dataCases } from './code-cases.ts';
import { furtherCases } from './further-cases.ts';
import { ordinaryEdits } from './ordinary-edits.ts';
import { quietCases } from './quiet-cases.ts';
import { conditionCases, furtherForms, widerSettingCases } from './wider-cases.ts';
import { widerEdits } from './wider-edits.ts';

const read = ({ path, diff }: { path: string; diff: string }) =>
  readPatch({ files: [{ path, diff }], commits: [], isTruncated: false });

function expectCase(one: DiffCase): void {
  const { alterations } = read(one);
  expect(alterations.map(({ kind }) => kind).sort()).toEqual([...one.kinds].sort());
  const [first] = alterations;
  if (one.from !== undefined) expect(first?.from).toBe(one.from);
  if (one.to !== undefined) expect(first?.to).toBe(one.to);
}

const named = (cases: readonly DiffCase[]): [string, DiffCase][] => cases.map((one) => [one.says, one]);

describe('settings', () => {
  test.each(named(settingCases))('%s', (_, one) => expectCase(one));
});
describe('what a service runs with', () => {
  test.each(named(resourceCases))('%s', (_, one) => expectCase(one));
});
describe('code', () => {
  test.each(named(codeCases))('%s', (_, one) => expectCase(one));
});
describe('stores and contracts', () => {
  test.each(named(dataCases))('%s', (_, one) => expectCase(one));
});
describe('the same in other languages', () => {
  test.each(named(furtherCases))('%s', (_, one) => expectCase(one));
});
describe('conditions, calls and work', () => {
  test.each(named(conditionCases))('%s', (_, one) => expectCase(one));
});
describe('settings in other forms', () => {
  test.each(named(widerSettingCases))('%s', (_, one) => expectCase(one));
});
describe('entries, queues, images, probes, dates, secrets', () => {
  test.each(named(furtherForms))('%s', (_, one) => expectCase(one));
});
describe('says nothing', () => {
  test.each(named(quietCases))('%s', (_, one) => expectCase(one));
});

test('a secret is never quoted', () => {
  const [rotated] = furtherForms.filter(({ says }) => says === 'a rotated secret');
  if (rotated === undefined) throw new Error('there is no such case');
  expect(JSON.stringify(read(rotated).alterations)).not.toMatch(/Zk3k2Qx1|p0Lw8vTa/);
});

test.each([...ordinaryEdits, ...widerEdits])('an ordinary edit of %s says nothing (%#)', (path, diff) => {
  expect(read({ path, diff }).alterations).toEqual([]);
});
