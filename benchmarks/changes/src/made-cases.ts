import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Observations } from '@incidentfox/incident';
import { toObservations } from './adapter/to-observations.ts';
import { readCaseFolder } from './cases/read-case-folder.ts';
import { makeCase } from './making/make-case.ts';
import { stories, systems } from './stories/all-stories.ts';

/** What is observed in each of the project's own change cases, one after the other. */
export function* madeCases(seed: number): Generator<{ id: string; observations: Observations }> {
  for (const story of stories) {
    const system = systems[story.system];
    if (system === undefined) throw new Error(`${story.name}: there is no system ${story.system}`);
    const { files, truth } = makeCase(story, system, seed);
    const folder = mkdtempSync(join(tmpdir(), 'change-case-'));
    try {
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
      yield { id: truth.id, observations: toObservations(readCaseFolder(folder)).observations };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
