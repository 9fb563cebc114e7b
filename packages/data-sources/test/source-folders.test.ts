import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everySource } from './minimal-settings.ts';
import { type FolderException, folderFaults, sourceFolders } from './source-folders.ts';

const src = join(__dirname, '../src');
const kindOf = (folder: string) => folder.replaceAll('-', '_');

const exceptions: Readonly<Record<string, FolderException>> = {
  aws: { without: ['responses.schema.ts'], because: 'the official SDK parses the answers' },
  'incident-io': { without: ['responses.schema.ts'], because: 'packages/incident-io parses the answers' },
  grafana: { askedElsewhere: ['metrics', 'logs', 'topology'], because: 'the sources behind it are asked' },
};

describe('the folders of all sources', () => {
  const capabilities = new Map(everySource().map((source) => [source.kind, [...source.capabilities]]));

  test.each(sourceFolders(src))('%s is named like every other', (folder) => {
    const faults = folderFaults(join(src, folder), capabilities.get(kindOf(folder)) ?? [], exceptions[folder]);
    expect(faults.map((fault) => `${folder}: ${fault}`)).toEqual([]);
  });

  test('an exception that is no longer needed is noticed', () => {
    for (const [folder, exception] of Object.entries(exceptions)) {
      const faults = folderFaults(join(src, folder), capabilities.get(kindOf(folder)) ?? []);
      const excused = [...(exception.without ?? []), ...(exception.askedElsewhere ?? []).map((one) => `ask-${one}.ts`)];
      expect(faults).toEqual(excused.map((name) => `${name} is missing`));
    }
  });
});

describe('a folder that is shaped otherwise', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const plant = (...names: string[]) => {
    for (const name of names) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), '');
    }
  };
  const whole = ['README.md', 'client.ts', 'index.ts', 'responses.schema.ts', 'settings.ts', 'ask-logs.ts'];

  test('is told by the names of its files', () => {
    plant('README.md', 'index.ts', 'settings.ts', 'source.ts', 'create-vendor.ts', 'ask-traces.ts', 'to-lines.ts');
    expect(folderFaults(folder, ['logs']).sort()).toEqual([
      'ask-logs.ts is missing',
      "ask-traces.ts is no name a source's file has",
      'client.ts is missing',
      "create-vendor.ts is no name a source's file has",
      'responses.schema.ts is missing',
      "source.ts is no name a source's file has",
    ]);
  });

  test('is told by too many files, drawers and folders in folders', () => {
    plant(...whole, ...Array.from({ length: 9 }, (_, i) => `to-part-${i}.ts`));
    plant('utils/plain.ts', 'series/deep/split.ts');
    expect(folderFaults(folder, ['logs']).sort()).toEqual([
      'series/deep/ is a folder in a folder',
      'the folder holds 15 files, more than 14',
      'utils/ does not name a story',
    ]);
  });

  test('has no fault when it is shaped like the others', () => {
    plant(...whole, 'queries.ts', 'limits.ts', 'pick-streams.ts', 'to-lines.ts', 'series/split.ts');
    expect(folderFaults(folder, ['logs'])).toEqual([]);
  });
});
