import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TimelineEntryType } from '@incidentfox/incident';
import { thresholdNames } from '@incidentfox/severity';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { publishedSchema } from '../src/schema/published-schema.ts';
import { file, type Json, load, startingFile, withSetting } from './given.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const published = JSON.parse(readFileSync(`${root}/config.schema.json`, 'utf8')) as Json;
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
});
