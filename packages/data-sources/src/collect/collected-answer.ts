import type {
  Alert,
  Answer,
  Breakdown,
  Capability,
  Change,
  ChangeHistory,
  Edge,
  ErrorIssue,
  InfraEvent,
  LogDigest,
  MetricSeries,
  PastIncident,
  Window,
} from '@incidentfox/incident';

/** What an answer to each capability holds. */
export interface AnswerOf {
  metrics: Answer<MetricSeries> & { breakdowns?: readonly Breakdown[] };
  logs: Answer<LogDigest>;
  changes: Answer<Change> & { history: ChangeHistory | null };
  alerts: Answer<Alert> & { pastIncidents?: readonly PastIncident[] };
  infra: Answer<InfraEvent>;
  errors: Answer<ErrorIssue>;
  topology: Answer<Edge>;
}

/** The question an answer belongs to, as it was put to one source. */
export interface AnsweredQuestion {
  /** The source's configured name; null when no configured source has the capability. */
  readonly source: string | null;
  readonly kind: string;
  /** Null when all services were asked about at once. */
  readonly service: string | null;
  readonly window: Window;
  readonly round: number;
}

/** A question with its answer. `capability` tells what the items are. */
export type CollectedAnswer = {
  [C in Capability]: { readonly capability: C; readonly question: AnsweredQuestion; readonly answer: AnswerOf[C] };
}[Capability];
