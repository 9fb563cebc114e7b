import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { createDataSources, dataSourceDefinitions, titleOf } from '../src/index.ts';
import { toolSettings } from '../src/settings.ts';
import { sourceFolders } from './source-folders.ts';

const src = join(__dirname, '../src');
const folders = sourceFolders(src);
const kindOf = (folder: string) => folder.replaceAll('-', '_');

describe('the registry', () => {
  test('has every folder and nothing else', () => {
    expect(dataSourceDefinitions.map(({ kind }) => kind).sort()).toEqual(folders.map(kindOf).sort());
  });

  test('has the same kinds and schemas as the list the configuration reads', () => {
    expect(Object.keys(toolSettings).sort()).toEqual(dataSourceDefinitions.map(({ kind }) => kind).sort());
    for (const { kind, settings } of dataSourceDefinitions)
      expect(settings).toBe(toolSettings[kind as keyof typeof toolSettings]);
  });

  test.each(folders)('%s has a README that names every key of its settings', (folder) => {
    const readme = readFileSync(join(src, folder, 'README.md'), 'utf8');
    const schema = toolSettings[kindOf(folder) as keyof typeof toolSettings];
    const keys = Object.keys((schema as unknown as z.ZodObject).shape);
    expect(keys.filter((key) => !readme.includes(`\`${key}\``))).toEqual([]);
  });

  test.each(folders)('%s leaves `enabled` and `name` to the configuration', (folder) => {
    const schema = toolSettings[kindOf(folder) as keyof typeof toolSettings];
    const keys = Object.keys((schema as unknown as z.ZodObject).shape);
    expect(keys.filter((key) => key === 'enabled' || key === 'name')).toEqual([]);
  });

  test.each(folders)('%s passes the suite every source passes', (folder) => {
    const path = join(__dirname, folder, 'conformance.test.ts');
    expect(existsSync(path) && readFileSync(path, 'utf8').includes('conforms(')).toBe(true);
  });

  test.each(folders)('%s refuses a key it does not know', (folder) => {
    const schema = toolSettings[kindOf(folder) as keyof typeof toolSettings] as z.ZodType;
    const issues = schema.safeParse({ no_such_key: 1 }).error?.issues ?? [];
    expect(issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true);
  });

  test('an unknown kind is told as a configuration failure', () => {
    expect(() => createDataSources([{ id: 'x', kind: 'x', settings: {} }], { now: Date.now })).toThrow(
      'tools.x: no such data source',
    );
    expect(titleOf('x')).toBe('x');
    expect(titleOf('prometheus')).toBe('Prometheus');
  });
});
