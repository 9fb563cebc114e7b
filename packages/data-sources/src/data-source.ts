import type {
  Alert,
  Answer,
  Baselines,
  Breakdown,
  Capability,
  Change,
  ChangeHistory,
  Edge,
  ErrorIssue,
  Incident,
  InfraEvent,
  LogDigest,
  MetricSeries,
  PastIncident,
  Service,
  Window,
} from '@incidentfox/incident';
import type { z } from 'zod';
import type { WantedPlace } from './environment/wanted-place.ts';

/** The most a question may bring back. A cap that is hit is shown as `truncated`. */
export interface Caps {
  items: number;
  series: number;
  pointsPerSeries: number;
  bytes: number;
  pages: number;
}

/** One question about one service. */
export interface Question {
  service: Service;
  /** Needed where a source speaks of an incident rather than of a service (incident.io, PagerDuty). */
  incident: Pick<Incident, 'id' | 'reference' | 'createdAt'> | null;
  window: Window;
  /** Asked together with the window, so that a value always has its normal beside it. */
  baselines: Baselines;
  caps: Caps;
  /** The environment, cluster and region it is about; without it, what looks like production. Nothing of another may answer. */
  place?: WantedPlace;
  /** The whole catalogue, where a source has to tell what belongs to whom. */
  catalogue?: readonly Service[];
  /** Aborts at the question's deadline or when the investigation stops. */
  signal: AbortSignal;
}

/** Changes reach further back than the window; `history` is the range that gives the service's own base rate. */
export interface ChangesQuestion extends Question {
  history: Window;
}

/** One question about all services at once: cheap, coarse, without a week's comparison. */
export interface SweepQuestion extends Omit<Question, 'service'> {
  /** Names the catalogue has for its services: they show under which label a source keeps services. */
  names: readonly string[];
}

/** What a source can tell of all services in a few queries. Items carry the source's own name for each service. */
export interface Sweeps {
  /** Request rate, error ratio and latency of whatever serves requests; availability of stores that an exporter watches. */
  metrics?(question: SweepQuestion): Promise<Answer<MetricSeries>>;
  /** Error lines counted by service; no lines. */
  logs?(question: SweepQuestion): Promise<Answer<LogDigest>>;
  /** Who calls whom, outside hosts among them. */
  topology?(question: SweepQuestion): Promise<Answer<Edge>>;
}

/** One cheap read per capability, for the doctor and for readiness. */
export interface Check {
  capability: Capability | 'identity';
  ok: boolean;
  /** What was seen: version, scopes, count. */
  detail: string;
  /** What to do when it is not ok. A sentence. */
  hint: string | null;
}

/**
 * A place where telemetry or events live. Every method answers; none throws. A method exists exactly when the capability
 * is listed. Items come back normalised (see `@incidentfox/incident`), with `service` set to the catalogue's name.
 */
export interface DataSource {
  /** The configured instance name, unique within a team: `prometheus`, `prometheus-eu`. */
  readonly id: string;
  readonly kind: string;
  readonly capabilities: ReadonlySet<Capability>;
  check(signal: AbortSignal): Promise<Check[]>;
  /** A source that counts requests by their labels gives that along for a service in trouble. */
  metrics?(question: Question): Promise<Answer<MetricSeries> & { breakdowns?: readonly Breakdown[] }>;
  logs?(question: Question): Promise<Answer<LogDigest>>;
  changes?(question: ChangesQuestion): Promise<Answer<Change> & { history: ChangeHistory | null }>;
  /** A source that knows earlier incidents of the service gives them along. */
  alerts?(question: Question): Promise<Answer<Alert> & { pastIncidents?: readonly PastIncident[] }>;
  infra?(question: Question): Promise<Answer<InfraEvent>>;
  errors?(question: Question): Promise<Answer<ErrorIssue>>;
  topology?(question: Question): Promise<Answer<Edge>>;
  readonly sweeps?: Sweeps;
  /** Services this source knows, for `services discover`: its own name for each. */
  discover?(signal: AbortSignal): Promise<Answer<ListedService>>;
}

/** A service in a source's own list. */
export interface ListedService {
  readonly name: string;
  readonly vendorName: Service['vendorNames'][string];
  /** The kind whose name it is, where that is not the source's own: what is behind Grafana keeps its kind. */
  readonly kind?: string;
  /** Folders of repositories that it is rolled out from, where the source says so. */
  readonly deployedFrom?: readonly { readonly repository: string; readonly path: string }[];
}

/** What a data source's folder exports: its name, the schema of its settings, and how to make one. */
export interface DataSourceDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly title: string;
  /** Schema of `tools.<kind>` (one instance). */
  readonly settings: Schema;
  create(instance: {
    id: string;
    settings: z.output<Schema>;
    now: () => number;
    /** Resolves the instance's secrets again after a 401; true when trying once more makes sense. */
    onUnauthorized?: () => Promise<boolean>;
  }): DataSource;
}
