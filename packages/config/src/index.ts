export { type Environment, readEnvironment } from './environment.ts';
export type { Condition, IncidentIoSettings, PolicySettings, Settings, SlackSettings, TeamSettings, ToolSettings } from './settings.ts';
