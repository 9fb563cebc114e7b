import type { Location } from '@incidentfox/incident';
import type { SecretResolver } from '@incidentfox/secrets';
import { wordOf } from '@incidentfox/severity';
import type { ConfigFault } from '../faults/config-faults.ts';
import { configurationFile } from '../schema/configuration-file.schema.ts';
import type { ToolSchemas } from '../schema/tools.schema.ts';
import type { TeamSettings } from '../settings.ts';
import { knownKeys } from './known-keys.ts';
import { parseSections, type Sections } from './parse-sections.ts';
import { type ParsedTool, parseTools } from './parse-tools.ts';
import { plainTextWarnings, resolveSecrets, secretsInWhatFailed, secretsOf } from './resolve-secrets.ts';
import type { TeamSource } from './team-source.ts';
import { toServices } from './to-services.ts';
import { toTeamSettings } from './to-team-settings.ts';
import { unknownDependencies } from './unknown-services.ts';

export interface TeamContext {
  env: Readonly<Record<string, string | undefined>>;
  tools: ToolSchemas;
  secrets: Pick<SecretResolver, 'resolve' | 'refresh'>;
}

export interface LoadedTeam {
  settings: TeamSettings;
  effective: { id: string; integrations: object; tools: object; services: readonly object[] } & Location;
  faults: ConfigFault[];
  warnings: ConfigFault[];
  /** What an app can go on with, and a check of the file refuses. */
  mistakes: ConfigFault[];
}

/** Checks one team's merged content, part by part, and gives its secrets their values. */
export async function loadTeam(source: TeamSource, context: TeamContext): Promise<LoadedTeam> {
  const kinds = Object.keys(context.tools);
  const { content } = source;
  const { faults, ...sections } = parseSections(content, kinds, knownKeys(configurationFile(context.tools)));
  const tools = parseTools(content.tools, context.tools);
  const catalogue = toServices(sections.services, kinds);
  const team = { id: source.id, ...sections, tools: tools.tools, services: catalogue.services };
  const { settings, missing, notes } = toTeamSettings(team, content, context.env);
  faults.push(...tools.faults, ...catalogue.faults, ...missing);

  const secrets = [...secretsOf(settings, tools.tools), ...secretsInWhatFailed(content, sections, tools.tools)];
  faults.push(...(await resolveSecrets(secrets, context.secrets)));
  const mistakes = unknownDependencies(catalogue.services);
  const warnings = [...notes, ...plainTextWarnings(secrets)];
  return {
    settings,
    effective: effectiveOf(settings, sections, tools.tools),
    faults: faults.map(source.locate),
    warnings: warnings.map(source.locate),
    mistakes: mistakes.map(source.locate),
  };
}

function effectiveOf(
  settings: TeamSettings,
  { incidentIo, slack, services }: Omit<Sections, 'faults'>,
  tools: readonly ParsedTool[],
): LoadedTeam['effective'] {
  const { webhookSecrets, apiKey, policy } = settings.incidentIo;
  const incident_io = incidentIo && {
    ...incidentIo,
    webhook_secret: webhookSecrets,
    api_key: apiKey,
    severity_threshold: wordOf(policy.threshold),
  };
  const { botToken: bot_token, signingSecret: signing_secret, appToken: app_token } = settings.slack;
  return {
    id: settings.id,
    integrations: { incident_io, slack: slack && { ...slack, bot_token, signing_secret, app_token } },
    ...settings.place,
    tools: Object.fromEntries(tools.map((tool) => [tool.id, { ...tool.place, ...(tool.settings as object) }])),
    services,
  };
}
