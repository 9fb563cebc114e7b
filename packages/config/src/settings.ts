import type { Priority, Service } from '@incidentfox/incident';
import type { Secret } from '@incidentfox/secrets';

/** The configuration file after parsing, defaults and secrets: what the apps work with. Frozen. */
export interface Settings {
  /** At least one. A file without `teams` is one team called `default`. */
  readonly teams: readonly TeamSettings[];
  /** Warnings that do not stop a start: plain-text secrets, unused keys of another version. */
  readonly warnings: readonly string[];
}

export interface TeamSettings {
  readonly id: string;
  readonly incidentIo: IncidentIoSettings;
  readonly slack: SlackSettings;
  /** Every configured and enabled data source instance, with the settings its own schema gave. */
  readonly tools: readonly ToolSettings[];
  readonly services: readonly Service[];
}

export interface IncidentIoSettings {
  readonly enabled: boolean;
  /** All are accepted: old and new during a rotation. */
  readonly webhookSecrets: readonly Secret[];
  readonly apiKey: Secret | null;
  readonly apiUrl: string;
  readonly policy: PolicySettings;
  readonly postToChannel: boolean;
  readonly createTimelineEntry: boolean;
  readonly timelineEntryTypes: readonly (
    | 'investigation_start'
    | 'root_cause_found'
    | 'investigation_complete'
    | 'evidence_event'
  )[];
  readonly changeWindowHours: number;
  readonly minConfidence: number;
  /** False: of a private incident only its reference appears in the console and the logs. */
  readonly showPrivateDetails?: boolean;
}

/** Decides whether an incident is investigated. Lives in `@incidentfox/policy` as a schema; repeated here as a shape. */
export interface PolicySettings {
  readonly autoInvestigate: boolean;
  /** The least severe priority that starts by itself. */
  readonly threshold: Priority;
  readonly skipLowSeverity: boolean;
  /** incident.io severity id or lower-cased name -> priority. */
  readonly severityMap: Readonly<Record<string, Priority>>;
  readonly investigateTestIncidents: boolean;
  readonly investigatePrivateIncidents: boolean;
  readonly updateDebounceSeconds: number;
  readonly maxRevisions: number;
  readonly cooldownSeconds: number;
  readonly onlyIf: readonly Condition[];
  readonly neverIf: readonly Condition[];
}

/** All given parts must hold. */
export interface Condition {
  readonly incidentType?: string;
  readonly customField?: { readonly name: string; readonly value: string };
  readonly service?: string;
  /** A glob over the incident's name, case-insensitive: `*drill*`. */
  readonly name?: string;
  /** An incident.io team id. */
  readonly team?: string;
}

export interface SlackSettings {
  readonly enabled: boolean;
  readonly botToken: Secret | null;
  readonly signingSecret: Secret | null;
  /** Set for Socket Mode instead of HTTP. */
  readonly appToken: Secret | null;
  readonly apiUrl: string;
}

export interface ToolSettings {
  /** Instance name, unique within the team. */
  readonly id: string;
  readonly kind: string;
  readonly settings: unknown;
}
