import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCase } from './making/make-case.ts';
import { stories, systems } from './stories/all-stories.ts';
import { halves } from './stories/story.ts';

/** Writes the project's own cases, each as a folder, with their answers beside them. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { half: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const out = positionals[0];
const seed = Number(values.seed);
const isHalf = values.half === undefined || halves.some((half) => half === values.half);
if (out === undefined || !Number.isInteger(seed) || !isHalf) {
  process.stderr.write('usage: npm run -s bench:changes:make -- OUT [--half dev|held|varied] [--seed N]\n');
  process.exit(1);
}
const truths: string[] = [];
for (const story of stories) {
  const system = systems[story.system];
  if (system === undefined) throw new Error(`${story.name}: there is no system ${story.system}`);
  if (values.half !== undefined && system.half !== values.half) continue;
  const { files, truth } = makeCase(story, system, seed);
  mkdirSync(join(out, truth.id), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(out, truth.id, name), content);
  truths.push(JSON.stringify(truth));
}
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'changes.truth.jsonl'), `${truths.sort().join('\n')}\n`);
process.stdout.write(`${truths.length} cases in ${out}\n`);
