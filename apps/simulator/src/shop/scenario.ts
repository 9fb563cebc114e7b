import type { OverTime } from './over-time.ts';
import type { Random } from './random.ts';

/** What a service did differently from a normal day. Everything is per service, over all its pods. */
export interface Behaviour {
  /** Times the normal traffic. */
  readonly traffic?: OverTime;
  /** Share of requests answered with `errorCode`. */
  readonly errorRatio?: OverTime;
  readonly errorCode?: string;
  /** Share of requests that take about `slowSeconds` (a timeout somewhere), on top of the normal ones. */
  readonly slowShare?: OverTime;
  readonly slowSeconds?: number;
  /** Times the normal latency. */
  readonly latency?: OverTime;
  /** Working set of each pod, MB. */
  readonly memoryMb?: OverTime;
  /** Cores each pod uses. */
  readonly cpuCores?: OverTime;
}

/** One kind of line a service writes beside its ordinary ones. */
export interface LogScript {
  readonly service: string;
  readonly level: 'info' | 'warn' | 'error' | 'fatal';
  readonly perSecond: OverTime;
  readonly line: (random: Random) => string;
}

/** Something that was rolled out. Seen in GitHub (deployment, release, merged pull request) and in Kubernetes (new replica set). */
export interface DeployScript {
  readonly service: string;
  readonly at: number;
  /** Without a version only the configuration changed. */
  readonly version?: string;
  readonly title: string;
  readonly body?: string;
  readonly author: string;
  readonly files: readonly string[];
  /** What was altered in them, by file: hunks of a unified diff. */
  readonly diffs?: Readonly<Record<string, string>>;
  /** New limit, when that is what changed. */
  readonly memoryLimitMb?: number;
}

/** A pull request that was merged and not (yet) deployed. */
export interface MergeScript {
  readonly repo: string;
  readonly at: number;
  readonly title: string;
  readonly author: string;
  readonly files: readonly string[];
  /** What was altered in them, by file: hunks of a unified diff. */
  readonly diffs?: Readonly<Record<string, string>>;
}

/** One container ended and was started again. */
export interface RestartScript {
  readonly service: string;
  /** Which of its pods, from 0. */
  readonly pod: number;
  readonly at: number;
  readonly reason: 'OOMKilled' | 'Error' | 'Completed';
  readonly exitCode: number;
}

/** A Kubernetes event as the cluster would record it. */
export interface ClusterEventScript {
  readonly service?: string;
  readonly pod?: number;
  readonly node?: string;
  readonly at: number;
  readonly until?: number;
  readonly count?: number;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

export interface NodeScript {
  readonly node: string;
  readonly notReadyAt: number;
  readonly reason: string;
}

export interface AlertScript {
  readonly name: string;
  readonly service: string;
  readonly at: number;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  /** Also paged through incident.io, and so linked to the incident. */
  readonly paged?: boolean;
}

/** A number a service exports about itself, beside the usual families: pool sizes, queue depths, certificate expiry. */
export interface GaugeScript {
  readonly service: string;
  readonly metric: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: OverTime;
  /** Share of the value that is noise. */
  readonly jitter?: number;
}

export interface IncidentScript {
  readonly name: string;
  readonly summary?: string;
  readonly severity: 'Critical' | 'High' | 'Medium' | 'Low' | null;
  readonly declaredBy?: 'user' | 'alert';
  readonly customFields?: Readonly<Record<string, string>>;
  /** The Slack channel appears this many seconds after the incident; 0 is at once, null is never. */
  readonly channelAfterSeconds?: number | null;
  readonly mode?: 'standard' | 'retrospective' | 'test' | 'tutorial';
}

/**
 * What happened, as the world saw it: raw telemetry and events, never findings. Minutes count from the alarm, when the incident is
 * declared.
 */
export interface Scenario {
  readonly name: string;
  /** One line for people who choose one. */
  readonly title: string;
  readonly incident: IncidentScript;
  readonly behaviours?: Readonly<Record<string, Behaviour>>;
  readonly logs?: readonly LogScript[];
  readonly deploys?: readonly DeployScript[];
  readonly merges?: readonly MergeScript[];
  readonly restarts?: readonly RestartScript[];
  readonly clusterEvents?: readonly ClusterEventScript[];
  readonly nodes?: readonly NodeScript[];
  readonly alerts?: readonly AlertScript[];
  readonly gauges?: readonly GaugeScript[];
  /** Vendors that do not answer while this is played. */
  readonly outages?: readonly { readonly vendor: string; readonly mode: 'refuse' | '500' | 'hang' | '429' }[];
}
