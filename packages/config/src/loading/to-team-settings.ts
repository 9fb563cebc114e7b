import type { Location, Service } from '@incidentfox/incident';
import type { Condition, PolicySettings } from '@incidentfox/policy';
import { Secret } from '@incidentfox/secrets';
import type { LocatedProblem } from '../faults/explain-issue.ts';
import { valueAt } from '../reading/merge-layers.ts';
import type { JsonObject } from '../reading/read-layers.ts';
import { IncidentIoSection } from '../schema/incident-io.schema.ts';
import { SlackSection } from '../schema/slack.schema.ts';
import type { IncidentIoSettings, SlackSettings, TeamSettings } from '../settings.ts';
import type { ParsedTool } from './parse-tools.ts';
import { unknownServices } from './unknown-services.ts';

export interface ParsedTeam {
  id: string;
  incidentIo: IncidentIoSection | undefined;
  slack: SlackSection | undefined;
  tools: readonly ParsedTool[];
  services: readonly Service[];
  place: Location | undefined;
}

export interface TeamResult {
  settings: TeamSettings;
  /** What must be added for it to work. */
  missing: LocatedProblem[];
  /** What works, but perhaps not as meant. */
  notes: LocatedProblem[];
}

type Env = Readonly<Record<string, string | undefined>>;

/** Where a secret is looked for when the file does not say. */
const envFallbacks = {
  webhook_secret: 'INCIDENT_IO_WEBHOOK_SECRET',
  api_key: 'INCIDENT_IO_API_KEY',
  bot_token: 'SLACK_BOT_TOKEN',
  signing_secret: 'SLACK_SIGNING_SECRET',
} as const;

/** A checked team in the words the apps use, with what is missing for it to work. */
export function toTeamSettings(team: ParsedTeam, content: JsonObject, env: Env): TeamResult {
  const incidentIo = toIncidentIo(team.incidentIo, env);
  const slack = toSlack(team.slack, env);
  const settings: TeamSettings = {
    id: team.id,
    incidentIo,
    slack,
    tools: team.tools.map(({ path: _path, ...tool }) => tool),
    services: team.services,
    ...(team.place === undefined ? {} : { place: team.place }),
  };
  return {
    settings,
    missing: missingSettings(content, settings),
    notes: [...advisories(content, settings), ...unknownServices(settings)],
  };
}

function toIncidentIo(given: IncidentIoSection | undefined, env: Env): IncidentIoSettings {
  const section = given ?? IncidentIoSection.parse({ enabled: false });
  const webhookSecret = section.webhook_secret ?? fromEnvironment(envFallbacks.webhook_secret, env);
  return {
    enabled: section.enabled,
    webhookSecrets: webhookSecret == null ? [] : [webhookSecret].flat(),
    apiKey: section.api_key ?? fromEnvironment(envFallbacks.api_key, env),
    apiUrl: section.api_url,
    policy: toPolicy(section),
    postToChannel: section.post_to_channel,
    createTimelineEntry: section.create_timeline_entry,
    timelineEntryTypes: section.timeline_entry_types,
    changeWindowHours: section.change_window_hours,
    minConfidence: section.min_confidence,
  };
}

function toPolicy(section: IncidentIoSection): PolicySettings {
  return {
    autoInvestigate: section.auto_investigate,
    threshold: section.severity_threshold,
    skipLowSeverity: section.skip_low_severity,
    // An id is looked up as it is, a name in lower case: both spellings stand for the same entry.
    severityMap: Object.fromEntries(
      Object.entries(section.severity_map).flatMap(([key, priority]) => [
        [key.trim().toLowerCase(), priority],
        [key, priority],
      ]),
    ),
    investigateTestIncidents: section.investigate_test_incidents,
    investigatePrivateIncidents: section.investigate_private_incidents,
    updateDebounceSeconds: section.update_debounce_seconds,
    maxRevisions: section.max_revisions,
    cooldownSeconds: section.cooldown_seconds,
    onlyIf: section.only_if.map(toCondition),
    neverIf: section.never_if.map(toCondition),
  };
}

/** Every part is named, so that a part that no setting gives does not compile. */
type ConditionParts = { readonly [Part in keyof Required<Condition>]: Required<Condition>[Part] | undefined };

function toCondition(entry: IncidentIoSection['only_if'][number]): Condition {
  const parts: ConditionParts = {
    incidentType: entry.incident_type,
    customField: entry.custom_field,
    service: entry.service,
    name: entry.name,
    team: entry.team,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, wanted]) => wanted !== undefined));
}

function toSlack(given: SlackSection | undefined, env: Env): SlackSettings {
  const section = given ?? SlackSection.parse({ enabled: false });
  return {
    enabled: section.enabled,
    botToken: section.bot_token ?? fromEnvironment(envFallbacks.bot_token, env),
    signingSecret: section.signing_secret ?? fromEnvironment(envFallbacks.signing_secret, env),
    appToken: section.app_token ?? null,
    announceFrom: section.announce_findings === 'never' ? null : section.announce_findings,
    apiUrl: `${section.api_url}/`,
  };
}

function fromEnvironment(name: string, env: Env): Secret | null {
  return env[name] ? new Secret(`env:${name}`) : null;
}

function missingSettings(content: JsonObject, { incidentIo, slack }: TeamSettings): LocatedProblem[] {
  const missing = (section: string, key: keyof typeof envFallbacks, what: string): LocatedProblem => ({
    path: ['integrations', section, key],
    message: 'is missing',
    hint: `${what}: add it, for example "${key}": "env:${envFallbacks[key]}"`,
  });
  const faults: LocatedProblem[] = [];
  if (valueAt(content, ['integrations', 'incident_io']) === undefined) {
    faults.push({
      path: ['integrations', 'incident_io'],
      message: 'is missing',
      hint: 'Without it nothing can start an investigation',
    });
  }
  if (incidentIo.enabled && incidentIo.webhookSecrets.length === 0) {
    faults.push(missing('incident_io', 'webhook_secret', "The signing secret from incident.io's webhook settings"));
  }
  if (incidentIo.enabled && !incidentIo.apiKey) {
    faults.push(missing('incident_io', 'api_key', 'Incidents are read again through the API before anything starts'));
  }
  if (slack.enabled && !slack.botToken) faults.push(missing('slack', 'bot_token', "The Slack app's bot token"));
  return faults;
}

function advisories(content: JsonObject, { incidentIo, slack, tools, services }: TeamSettings): LocatedProblem[] {
  const notes: [boolean, PropertyKey[], string, string][] = [
    [
      incidentIo.enabled && incidentIo.postToChannel && valueAt(content, ['integrations', 'slack']) === undefined,
      ['integrations', 'slack'],
      'Slack is not configured, so findings are not posted to incident channels',
      'Add integrations.slack, or set post_to_channel to false',
    ],
    [
      slack.enabled && !slack.signingSecret && !slack.appToken,
      ['integrations', 'slack', 'signing_secret'],
      'neither signing_secret nor app_token is given, so buttons, mentions and commands stay silent',
      'Add the signing secret of the Slack app',
    ],
    [
      tools.length === 0,
      ['tools'],
      'no tool is enabled, so there is nothing to investigate with',
      'Add at least one, for example tools.prometheus',
    ],
    [
      services.length === 0,
      ['services'],
      'the service catalogue is empty, so no incident can be matched to a service',
      'List your services',
    ],
  ];
  return notes.filter(([holds]) => holds).map(([, path, message, hint]) => ({ path, message, hint }));
}
