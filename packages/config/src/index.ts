export { type Environment, readEnvironment } from './environment.ts';
export { type ConfigFault, ConfigFaults, sentenceOf } from './faults/config-faults.ts';
export { closest, suggest } from './faults/did-you-mean.ts';
export { examineConfiguration, loadConfiguration } from './loading/load-configuration.ts';
export type { LoadOptions } from './loading/load-options.ts';
export { loadSettings } from './loading/load-settings.ts';
export type { JsonObject, ReadFile } from './reading/read-layers.ts';
export { publishedSchema } from './schema/published-schema.ts';
export type { ToolSchemas } from './schema/tools.schema.ts';
export type {
  IncidentIoSettings,
  Settings,
  SlackSettings,
  TeamSettings,
  ToolSettings,
} from './settings.ts';
export { followSettings } from './watching/follow-settings.ts';
export { type PerTeam, type PerTeamOptions, perTeam } from './watching/per-team.ts';
export { type WatchedSettings, type WatchOptions, watchSettings } from './watching/watch-settings.ts';
