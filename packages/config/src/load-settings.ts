import { readFile as readFromDisk } from 'node:fs/promises';
import { createResolver } from '@incidentfox/secrets';
import { type ConfigFault, ConfigFaults, sentenceOf } from './config-faults.ts';
import { type Explained, explainIssue } from './explain-issue.ts';
import { knownKeys } from './known-keys.ts';
import { merge, valueAt } from './merge-layers.ts';
import { parseSections } from './parse-sections.ts';
import { parseTools } from './parse-tools.ts';
import { type Layer, type ReadFile, readLayers } from './read-layers.ts';
import { plainTextWarnings, resolveSecrets, secretsInWhatFailed, secretsOf } from './resolve-secrets.ts';
import { configurationFile, FileOutline } from './schema/configuration-file.schema.ts';
import { knownTools } from './schema/known-tools.ts';
import type { ToolSchemas } from './schema/tools.schema.ts';
import type { Settings, TeamSettings } from './settings.ts';
import { locateIn, type TeamSource, teamSources } from './team-source.ts';
import { toServices } from './to-services.ts';
import { toTeamSettings } from './to-team-settings.ts';

export interface LoadOptions {
  /** Path of the configuration file. */
  file: string;
  /** `process.env`, from `main.ts`: for `env:` references and the customary variables. */
  env: Readonly<Record<string, string | undefined>>;
  readFile?: ReadFile;
  /** Gives a secret reference its value. Default: `env:`, `file:` and plain text. */
  resolve?: (reference: string) => Promise<string>;
  /** Settings schemas of the tools by kind. Default: those of the data sources. */
  tools?: ToolSchemas;
}

/**
 * Reads, merges, checks and resolves the configuration. Throws `ConfigFaults` with everything that is wrong at once: syntax,
 * unknown keys, wrong values, missing settings, secrets that cannot be read.
 */
export async function loadSettings(options: LoadOptions): Promise<Settings> {
  const { file, env, tools = knownTools } = options;
  const readFile = options.readFile ?? ((path: string) => readFromDisk(path, 'utf8'));
  const resolve = options.resolve ?? createResolver({ env, readFile }).resolve;

  const { layers, faults } = await readLayers(file, readFile);
  if (layers.length === 0) throw new ConfigFaults(faults);
  const sources = await teamSources(layers, readFile);
  faults.push(...sources.faults, ...checkOutline(layers, tools));

  const teams: TeamSettings[] = [];
  const warnings: ConfigFault[] = [];
  for (const source of sources.teams) {
    const team = await loadTeam(source, { env, tools, resolve });
    teams.push(team.settings);
    faults.push(...team.faults);
    warnings.push(...team.warnings);
  }
  if (faults.length > 0) throw new ConfigFaults(once(faults));
  return deepFreeze({ teams, warnings: once(warnings).map(sentenceOf) });
}

/** The keys at the top of each file and the list of teams. */
function checkOutline(layers: readonly Layer[], tools: ToolSchemas): ConfigFault[] {
  const whole = layers.map((layer) => layer.content).reduce(merge, {});
  const placed = layers.map((layer) => ({ ...layer, at: [] }));
  const keysAt = knownKeys(configurationFile(tools));
  const result = FileOutline.safeParse(whole);
  const issues =
    result.error?.issues.flatMap((issue) => explainIssue(issue, (path) => valueAt(whole, path), keysAt)) ?? [];
  const ids = result.data?.teams?.map((team) => team.id) ?? [];
  const twice = ids.flatMap((id, index): Explained[] =>
    ids.indexOf(id) < index
      ? [{ path: ['teams', index, 'id'], message: `"${id}" is taken`, hint: 'Each team needs its own id' }]
      : [],
  );
  return [...issues, ...twice].map((fault) => locateIn(placed, fault));
}

interface TeamContext {
  env: LoadOptions['env'];
  tools: ToolSchemas;
  resolve: (reference: string) => Promise<string>;
}

interface LoadedTeam {
  settings: TeamSettings;
  faults: ConfigFault[];
  warnings: ConfigFault[];
}

async function loadTeam(source: TeamSource, context: TeamContext): Promise<LoadedTeam> {
  const kinds = Object.keys(context.tools);
  const { content } = source;
  const { faults, ...sections } = parseSections(content, kinds, knownKeys(configurationFile(context.tools)));
  const tools = parseTools(content.tools, context.tools);
  const catalogue = toServices(sections.services, kinds);
  const team = { id: source.id, ...sections, tools: tools.tools, services: catalogue.services };
  const { settings, missing, notes } = toTeamSettings(team, content, context.env);
  faults.push(...tools.faults, ...catalogue.faults, ...missing);

  const secrets = [...secretsOf(settings, tools.tools), ...secretsInWhatFailed(content, sections, tools.tools)];
  faults.push(...(await resolveSecrets(secrets, context.resolve)));
  const warnings = [...notes, ...plainTextWarnings(secrets)];
  return { settings, faults: faults.map(source.locate), warnings: warnings.map(source.locate) };
}

/** Teams share what stands at the top of a file: its faults are told once. */
function once(faults: readonly ConfigFault[]): ConfigFault[] {
  return [...new Map(faults.map((fault) => [sentenceOf(fault), fault])).values()];
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
