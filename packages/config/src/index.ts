export { type ConfigFault, ConfigFaults, sentenceOf } from './config-faults.ts';
export { closest } from './did-you-mean.ts';
export { type Environment, readEnvironment } from './environment.ts';
export { followSettings } from './follow-settings.ts';
export { examineConfiguration, loadConfiguration } from './load-configuration.ts';
export type { LoadOptions } from './load-options.ts';
export { loadSettings } from './load-settings.ts';
export { type PerTeam, type PerTeamOptions, perTeam } from './per-team.ts';
export { publishedSchema } from './published-schema.ts';
export type { JsonObject, ReadFile } from './read-layers.ts';
export type { ToolSchemas } from './schema/tools.schema.ts';
export type {
  IncidentIoSettings,
  Settings,
  SlackSettings,
  TeamSettings,
  ToolSettings,
} from './settings.ts';
export { type WatchedSettings, type WatchOptions, watchSettings } from './watch-settings.ts';
