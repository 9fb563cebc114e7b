import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { manifestRules, scopesOf } from '../stand-ins/slack/manifest-rules.ts';

const root = join(__dirname, '../../../..');
const manifest = parse(readFileSync(join(root, 'slack-manifest.yaml'), 'utf8'));
const sources = (readdirSync(join(__dirname, '../../src/slack'), { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(__dirname, '../../src/slack', file), 'utf8'))
  .join('\n');

test("keeps the rules of Slack's manifest format", () => {
  const check = new Ajv({ allErrors: true }).compile(manifestRules);
  expect(check(manifest) ? [] : check.errors).toEqual([]);
});

test('the rules can refuse', () => {
  const check = new Ajv().compile(manifestRules);
  for (const wrong of [
    {},
    { display_information: { name: 'x'.repeat(36) } },
    { display_information: { name: 'x' }, surprise: 1 },
  ])
    expect(check(wrong)).toBe(false);
});

test('asks for the scopes of what the code does, and for no other', () => {
  const used = [...sources.matchAll(/call\('([a-zA-Z.]+)'/g)].map(([, method]) => String(method));
  const heard = [...sources.matchAll(/app\.(?:event|command)\('([^']+)'/g)].map(([, what]) => String(what));
  expect(used.length).toBeGreaterThanOrEqual(9);
  const needed = [...used, ...heard].flatMap((what) => scopesOf[what] ?? [`no scopes are known for ${what}`]);
  expect(manifest.oauth_config.scopes.bot).toEqual([...new Set(needed)].sort());
});

test('subscribes to what is listened to', () => {
  const heard = [...sources.matchAll(/app\.event\('([^']+)'/g)].map(([, event]) => event);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(heard);
  expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(['/investigate']);
});

test('every scope is explained in the documentation', () => {
  const page = readFileSync(join(root, 'docs/slack.md'), 'utf8');
  for (const scope of manifest.oauth_config.scopes.bot) expect(page).toContain(`\`${scope}\``);
});
