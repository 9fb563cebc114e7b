import { makeCase } from '../src/making/make-case.ts';
import { stories, systems } from '../src/stories/all-stories.ts';

const halves = (['dev', 'held'] as const).map((half) => ({
  half,
  told: stories.filter(({ system }) => systems[system]?.half === half),
}));

function made(story: (typeof stories)[number], seed = 1) {
  const system = systems[story.system];
  if (system === undefined) throw new Error(`there is no system ${story.system}`);
  return makeCase(story, system, seed);
}

const all = stories.map((story) => ({ story, ...made(story) }));

test.each(halves)('$half: at least thirty cases, a third of them without a guilty change', ({ told }) => {
  const truths = all.filter(({ story }) => told.includes(story)).map(({ truth }) => truth);
  expect(new Set(truths.map(({ id }) => id)).size).toBe(told.length);
  expect(told.length).toBeGreaterThanOrEqual(30);
  expect(truths.filter(({ change }) => change === null).length / told.length).toBeCloseTo(1 / 3, 1);
});

test('the same seed makes the same bytes, another seed others', () => {
  const [first] = stories;
  const { files } = all[0] ?? {};
  if (first === undefined) throw new Error('there is no story');
  expect(JSON.stringify(made(first).files)).toBe(JSON.stringify(files));
  expect(made(first, 2).files['metrics.csv']).not.toBe(files?.['metrics.csv']);
});

test('every answer and every decoy can be found in the folder of its case', () => {
  const unknown = all.flatMap(({ files, truth }) => {
    const shas = (JSON.parse(files['commits.json'] ?? '[]') as { sha: string }[]).map(({ sha }) => sha);
    const flags = (JSON.parse(files['flags.json'] ?? '[]') as { flag: string }[]).map(({ flag }) => `flag:${flag}`);
    const named = [...truth.decoys, ...(truth.change === null ? [] : [truth.change])];
    return named.filter((one) => ![...shas, ...flags].includes(one));
  });
  expect(unknown).toEqual([]);
});

test('no case is without decoys, and none has its answer among them', () => {
  for (const { truth } of all) {
    expect(truth.decoys.length).toBeGreaterThan(0);
    expect(truth.decoys).not.toContain(truth.change);
  }
});

test('no line, diff or name is in both halves', () => {
  const [dev = [], held = []] = halves.map(({ told }) =>
    told.flatMap(({ lines, culprit }) => [
      ...lines.map(([, , text]) => text),
      ...(culprit !== null && 'files' in culprit ? Object.values(culprit.files) : []),
    ]),
  );
  expect(held.filter((text) => text !== null && dev.includes(text))).toEqual([]);
});

test('the shapes that neither half has: at least forty, a third of them without a guilty change', () => {
  const truths = all.filter(({ story }) => systems[story.system]?.half === 'varied').map(({ truth }) => truth);
  expect(new Set(truths.map(({ id }) => id)).size).toBe(truths.length);
  expect(truths.length).toBeGreaterThanOrEqual(40);
  expect(truths.filter(({ change }) => change === null).length / truths.length).toBeCloseTo(1 / 3, 1);
});

test('what was undone ran before, and ends the trouble only where it helped', () => {
  const undone = all.filter(({ story }) => story.undone !== undefined);
  expect(undone.map(({ story }) => story.undone?.helped).sort()).toEqual([false, true]);
  for (const { story, files } of undone) {
    const deploys = JSON.parse(files['deploys.json'] ?? '[]') as { service: string; version: string }[];
    const own = deploys.filter(({ service }) => service === story.undone?.service);
    expect(own.at(-1)?.version).toBe(own[0]?.version);
  }
});
