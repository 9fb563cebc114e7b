import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings, publishedSchema } from '@incidentfox/config';
import { fillKeyTables, rowsOf } from '../../src/config/fill-key-tables.ts';

type Json = Record<string, unknown>;

const root = join(__dirname, '../../../..');
const published = JSON.parse(readFileSync(`${root}/config.schema.json`, 'utf8')) as Json;
const documentation = readFileSync(`${root}/docs/configuration.md`, 'utf8');

describe('config.schema.json', () => {
  test('describes every key', () => {
    const silent = rowsOf(published).filter(
      (row) => row.description === '' && !/\b(integrations|tools|incident_io|slack)$/.test(row.key),
    );
    const ours = silent.map((row) => row.key).filter((key) => !/(^|\.)tools\./.test(key));
    expect(ours).toEqual([]);
  });
});

describe('docs/configuration.md', () => {
  test('has the tables the schema gives now (npm run config:publish)', () => {
    expect(documentation).toBe(fillKeyTables(documentation, publishedSchema()));
  });

  test('names every key of the schema', () => {
    const last = (key: string) => key.split('.').at(-1)?.replace('[]', '') ?? key;
    const keys = [...new Set(rowsOf(published).map((row) => last(row.key)))];
    expect(keys.length).toBeGreaterThan(40);
    expect(keys.filter((key) => !documentation.includes(key))).toEqual([]);
  });

  test('shows examples that load', async () => {
    const examples = [...documentation.matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, text]) => JSON.parse(text ?? '') as Json,
    );
    expect(examples.length).toBeGreaterThanOrEqual(4);
    const whole = examples.filter((example) => example.integrations !== undefined);
    const resolve = async () => 'whsec_YQ==';
    for (const example of whole)
      await expect(
        loadSettings({
          file: '/etc/incidentfox/config.json',
          env: {},
          readFile: async () => JSON.stringify(example),
          secrets: { resolve, refresh: resolve },
        }),
      ).resolves.toBeTruthy();
  });
});
