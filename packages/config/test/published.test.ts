import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TimelineEntryType } from '@incidentfox/incident';
import { thresholdNames } from '@incidentfox/severity';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { fillKeyTables, rowsOf } from '../src/key-tables.ts';
import { publishedSchema } from '../src/published-schema.ts';
import { file, type Json, load, startingFile, withSetting } from './given.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const published = JSON.parse(readFileSync(`${root}/config.schema.json`, 'utf8')) as Json;
const documentation = readFileSync(`${root}/docs/configuration.md`, 'utf8');
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
const fits = ajv.compile(published);

describe('config.schema.json', () => {
  test('is what the schema says now (npm run config:publish)', () => {
    expect(published).toEqual(publishedSchema());
  });

  test('accepts what starts, with one team or several', () => {
    expect([fits(startingFile), fits.errors]).toEqual([true, null]);
    const teams = { $schema: './config.schema.json', extends: ['a.json'], teams: [{ id: 'a', ...startingFile }] };
    expect([fits(teams), fits.errors]).toEqual([true, null]);
    const named = withSetting(['tools', 'loki'], [{ name: 'eu', url: 'http://loki:3100', enabled: false }]);
    expect([fits(named), fits.errors]).toEqual([true, null]);
  });

  test.each([
    [['integrations', 'incident_io', 'severty_threshold'], 'low'],
    [['integrations', 'incident_io', 'severity_threshold'], 'hihg'],
    [['integrations', 'incident_io', 'auto_investigate'], 'true'],
    [['tools', 'promethues'], {}],
    [['services', 0, 'depends'], []],
    [['teams'], [{ id: 'Not An Id' }]],
  ])('refuses what the loader refuses: %j', async (path, value) => {
    const broken = withSetting(path, value);
    expect(fits(broken)).toBe(false);
    await expect(load(broken)).rejects.toThrow(file);
  });

  test('allows every kind of timeline entry and every word for a severity', () => {
    const section = (published.properties as Json).integrations as Json;
    const { incident_io } = section.properties as Record<string, { properties: Record<string, Json> }>;
    const { timeline_entry_types, severity_threshold } = incident_io!.properties;
    expect((timeline_entry_types!.items as Json).enum).toEqual(TimelineEntryType.options);
    expect(severity_threshold?.enum).toEqual(thresholdNames);
  });

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
      await expect(load(example, {}, { secrets: { resolve, refresh: resolve } })).resolves.toBeTruthy();
  });
});
