import type { Alert } from '../telemetry/alert.ts';
import type { Breakdown } from '../telemetry/breakdown.ts';
import type { Change, ChangeHistory } from '../telemetry/change.ts';
import type { Edge } from '../telemetry/edge.ts';
import type { ErrorIssue } from '../telemetry/error-issue.ts';
import type { InfraEvent } from '../telemetry/infra-event.ts';
import type { LogDigest } from '../telemetry/log-digest.ts';
import type { MetricSeries } from '../telemetry/metric-series.ts';
import type { PastIncident } from '../telemetry/past-incident.ts';
import type { ProviderStatus } from '../telemetry/provider-status.ts';
import type { Window } from '../window.ts';
import type { Gap } from './question.ts';

/** Everything the data sources answered about one incident: the engine's only input, so that same input means same output. */
export interface Observations {
  /** The range that is examined; series also reach back over their baseline. */
  window: Window;
  /** When the alarm was raised, epoch ms. May be minutes late, early or slightly wrong. */
  alarmAt: number;
  /** Services the incident is about, best match first. Empty when nothing is known. */
  affected: readonly string[];
  /** The signal that raised the alarm, when known. */
  target?: { service: string; signal: string };
  series: readonly MetricSeries[];
  logs: readonly LogDigest[];
  changes: readonly Change[];
  changeHistories: readonly ChangeHistory[];
  alerts: readonly Alert[];
  infra: readonly InfraEvent[];
  errors: readonly ErrorIssue[];
  edges: readonly Edge[];
  /** Earlier incidents of the affected services, newest first, where a source knows them. */
  pastIncidents?: readonly PastIncident[];
  /** Incidents that outside providers report on their public status pages, where one was asked. */
  providerStatuses?: readonly ProviderStatus[];
  /** Requests and lines by their labels, of services in trouble, where a source counted them. */
  breakdowns?: readonly Breakdown[];
  /** What else services are called, by others than the catalogue: aliases and the vendors' names. Each name belongs to one service. */
  otherNames?: readonly { name: string; service: string }[];
  gaps: readonly Gap[];
  /** Capabilities that were asked for and of which every source failed, about whatever service. Absent: none, or not known. */
  failedCapabilities?: readonly string[];
  /** Questions that were asked and answered (ok, empty or partial), by capability: what silence is worth. */
  answered: readonly {
    questionId: string;
    capability: string;
    service: string | null;
    source: string;
    items: number;
    link?: string;
  }[];
}
