import { toolSettings } from '@incidentfox/data-sources/settings';
import { interimToolSettings } from './interim-tool-settings.ts';
import type { ToolSchemas } from './tools.schema.ts';

/** Every kind of tool that can be configured. */
export const knownTools: ToolSchemas = { ...interimToolSettings, ...toolSettings };
