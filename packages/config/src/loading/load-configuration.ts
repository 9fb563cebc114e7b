import { readFile as readFromDisk } from 'node:fs/promises';
import { resolve as absolute } from 'node:path';
import { openSecrets } from '@incidentfox/secrets';
import { type ConfigFault, ConfigFaults, sentenceOf } from '../faults/config-faults.ts';
import { explainIssue, type LocatedProblem } from '../faults/explain-issue.ts';
import { merge, valueAt } from '../reading/merge-layers.ts';
import { type Layer, type ReadFile, readLayers } from '../reading/read-layers.ts';
import { configurationFile, FileOutline } from '../schema/configuration-file.schema.ts';
import { knownTools } from '../schema/known-tools.ts';
import type { ToolSchemas } from '../schema/tools.schema.ts';
import type { Settings } from '../settings.ts';
import { knownKeys } from './known-keys.ts';
import type { LoadOptions } from './load-options.ts';
import { type LoadedTeam, loadTeam } from './load-team.ts';
import { locateIn, teamSources } from './team-source.ts';

export interface Configuration {
  settings: Settings;
  /** Every team's configuration with defaults, in the file's own words. Secrets print as their references. */
  effective: readonly LoadedTeam['effective'][];
  /** What an app can go on with, and a check of the file refuses. */
  mistakes: readonly ConfigFault[];
  /** What was read, by absolute path. */
  texts: ReadonlyMap<string, string>;
}

/** Everything `loadSettings` does, with what a watcher and a checker need besides. `texts` is filled even when it throws. */
export async function loadConfiguration(
  options: LoadOptions,
  texts: Map<string, string> = new Map(),
): Promise<Configuration> {
  const { faults, ...configuration } = await examineConfiguration(options, texts);
  if (faults.length > 0) throw new ConfigFaults(faults);
  return configuration;
}

/**
 * As `loadConfiguration`, but gives the faults beside what could be read: parts with a fault are turned off or left out.
 * For the doctor, which goes on with the rest.
 */
export async function examineConfiguration(
  options: LoadOptions,
  texts: Map<string, string> = new Map(),
): Promise<Configuration & { faults: readonly ConfigFault[] }> {
  const { env, tools = knownTools, readFile: read = (path: string) => readFromDisk(path, 'utf8') } = options;
  const readFile = recordingReads(read, texts);
  const secrets = options.secrets ?? openSecrets({ env, readFile: read });

  const { layers, faults } = await readLayers(absolute(options.file), readFile);
  const sources = layers.length === 0 ? { teams: [], faults: [] } : await teamSources(layers, readFile);
  faults.push(...sources.faults, ...(layers.length === 0 ? [] : checkOutline(layers, tools)));

  const teams = await Promise.all(sources.teams.map((source) => loadTeam(source, { env, tools, secrets })));
  faults.push(...teams.flatMap((team) => team.faults));
  const warnings = once(teams.flatMap((team) => team.warnings)).map(sentenceOf);
  return {
    settings: deepFreeze({ teams: teams.map((team) => team.settings), warnings }),
    effective: teams.map((team) => team.effective),
    mistakes: once(teams.flatMap((team) => team.mistakes)),
    texts,
    faults: once(faults),
  };
}

/** A file that cannot be read is noted too: its appearance is a change. */
function recordingReads(readFile: ReadFile, texts: Map<string, string>): ReadFile {
  return async (path) => {
    texts.set(path, '');
    const text = await readFile(path);
    texts.set(path, text);
    return text;
  };
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
  const twice = ids.flatMap((id, index): LocatedProblem[] =>
    ids.indexOf(id) < index
      ? [{ path: ['teams', index, 'id'], message: `"${id}" is taken`, hint: 'Each team needs its own id' }]
      : [],
  );
  return [...issues, ...twice].map((fault) => locateIn(placed, fault));
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
