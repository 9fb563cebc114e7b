import { toolSettings } from '@incidentfox/data-sources/settings';
import type { ToolSchemas } from './tools.schema.ts';

/** Every kind of tool that can be configured, by the data sources' own list. */
export const knownTools: ToolSchemas = toolSettings;
