export type { Condition, IncidentIoSettings, PolicySettings, Settings, SlackSettings, TeamSettings, ToolSettings } from './settings.ts';
