import type { Location, Priority, Service, TimelineEntryType } from '@incidentfox/incident';
import type { PolicySettings } from '@incidentfox/policy';
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
  /** Where the team's services usually are. */
  readonly place?: Location;
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
  readonly timelineEntryTypes: readonly TimelineEntryType[];
  readonly changeWindowHours: number;
  readonly minConfidence: number;
}

export interface SlackSettings {
  readonly enabled: boolean;
  readonly botToken: Secret | null;
  readonly signingSecret: Secret | null;
  /** Set for Socket Mode instead of HTTP. */
  readonly appToken: Secret | null;
  /** The least severe priority whose first findings are told in the channel too. Null: none. */
  readonly announceFrom: Priority | null;
  readonly apiUrl: string;
}

export interface ToolSettings {
  /** Instance name, unique within the team. */
  readonly id: string;
  readonly kind: string;
  readonly settings: unknown;
  /** What this instance holds, when it is said: it is not asked about another environment, cluster or region. */
  readonly place?: Location;
}
