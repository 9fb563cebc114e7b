import type { TeamSettings } from '@incidentfox/config';
import type { IncidentIo } from '@incidentfox/incident-io/api';
import type { DeliveryStore, FeedbackStore, InvestigationStore } from '@incidentfox/investigations';
import type { JobProducer } from '@incidentfox/jobs';
import type { Logger } from '@incidentfox/service-runtime';
import type { Pace } from './slack/pace.ts';
import type { SlackWorkspace } from './slack/slack-workspace.ts';

/** What belongs to one team: its settings, its Slack, its incident.io. */
export interface NotifierTeam {
  readonly settings: TeamSettings;
  /** Null when the team has no Slack, or does not want messages: the timeline and the console are then all. */
  readonly slack: { readonly workspace: SlackWorkspace; readonly pace: Pace; readonly interactive: boolean } | null;
  /** Null when incident.io gave no API key: then nothing is written back. */
  readonly incidentIo: IncidentIo | null;
}

/** Everything a job handler works with. Built in `compose.ts`, nowhere else. */
export interface NotifierTools {
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

export interface Timings {
  /** After an attempt of unknown end, before we look for what it did. */
  readonly settleMs: number;
  /** A turn that is not renewed frees itself after this. */
  readonly leaseMs: number;
  /** Live progress is not shown more often than this. */
  readonly calmMs: number;
  /** How long an incident may be without a channel before only its timeline is written. */
  readonly channelWithinMs: number;
}

export const usualTimings: Timings = { settleMs: 3_000, leaseMs: 12_000, calmMs: 10_000, channelWithinMs: 10 * 60_000 };
