import type { TeamSettings } from '@incidentfox/config';
import type { IncidentIo } from '@incidentfox/incident-io/api';
import type { DeliveryStore, FeedbackStore, InvestigationStore } from '@incidentfox/investigations';
import type { JobProducer } from '@incidentfox/jobs';
import type { Logger } from '@incidentfox/service-runtime';
import type { Pace } from './slack/pace.ts';
import type { SlackWorkspace } from './slack/slack-workspace.ts';
import type { Timings } from './thresholds.ts';

/** What belongs to one team: its settings, its Slack, its incident.io. */
export interface NotifierTeam {
  readonly settings: TeamSettings;
  /** Null when the team has no Slack, or does not want messages: the timeline and the console are then all. */
  readonly slack: { readonly workspace: SlackWorkspace; readonly pace: Pace; readonly interactive: boolean } | null;
  /** Null when incident.io gave no API key: then nothing is written back. */
  readonly incidentIo: IncidentIo | null;
}

/** A team that has Slack. */
export type SlackTeam = NotifierTeam & { readonly slack: NonNullable<NotifierTeam['slack']> };

/** Everything a job handler works with. Built in `compose.ts`, nowhere else. */
export interface NotifierDeps {
  /** By id; what the configuration says at this moment. */
  readonly teams: { get(id: string): NotifierTeam | undefined };
  readonly investigations: InvestigationStore;
  readonly deliveries: DeliveryStore;
  readonly feedback: FeedbackStore;
  readonly producer: JobProducer;
  readonly logger: Logger;
  readonly now: () => number;
  readonly consoleUrl: string | null;
  readonly timings: Timings;
}
