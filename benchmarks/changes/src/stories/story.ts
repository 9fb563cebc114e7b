/** How a file was changed: unified diff lines that begin with ` `, `+` or `-`; null where only the path is known. */
export type Files = Readonly<Record<string, string | null>>;

/** A change in a story. `minutes` are from the onset; negative is before. */
export interface DeployStory {
  service: string;
  minutes: number;
  title: string;
  files: Files;
  /** The deploy's own commit, when the change came with it and not as its last commit. */
  broughtBy?: { title: string; files: Files };
}

export interface FlagStory {
  flag: string;
  service: string;
  minutes: number;
  turned?: string;
}

/** What becomes of a service's usual signals: latency, requests, cpu and memory as factors, errors as a share. */
export interface Trouble {
  latency?: number;
  errors?: number;
  requests?: number;
  cpu?: number;
  memory?: number;
}

/** service, metric, normal value, value in trouble; `flat` has no noise, `total` counts up. */
export type ExtraMetric = readonly [
  service: string,
  metric: string,
  normal: number,
  ill: number,
  form?: 'flat' | 'total' | 'countdown',
];

/**
 * service, level, text. `{n}` is a number, `{ms}` a duration, `{id}` an id, `{ip}` an address, `{h}` a hexadecimal word; one `{a|b|c}` is picked.
 * A last `normal` marks a line that is as frequent in normal times.
 */
export type LineStory = readonly [service: string, level: string, text: string, when?: 'normal'];

export interface EventStory {
  minutes: number;
  fields: Readonly<Record<string, string | number>>;
}

export interface StatusStory {
  provider: string;
  host: string;
  title: string;
  impact: string;
  /** From the onset. */
  minutes: number;
}

/** One incident, told in as few words as the simulator needs. */
export interface Story {
  /** Names the case and seeds its chance. */
  name: string;
  system: string;
  /** Where it fails first. */
  service: string;
  /** Others that suffer. */
  victims: readonly string[];
  alarm: { service?: string; metric: 'latency' | 'errors' | 'requests' | (string & {}); summary: string };
  culprit: DeployStory | FlagStory | null;
  trouble: Readonly<Record<string, Trouble>>;
  extra?: readonly ExtraMetric[];
  lines: readonly LineStory[];
  /** A failing request's way, outermost first, and what its last span says. */
  path?: { services: readonly string[]; error?: string; peer?: string; ms?: number };
  decoys: readonly DeployStory[];
  flags?: readonly FlagStory[];
  events?: readonly EventStory[];
  status?: StatusStory;
  /** Minutes over which trouble grows; a step unless told. */
  rampMinutes?: number;
  /** A deploy that went back to what ran before; `helped` tells whether the trouble ended with it. */
  undone?: { service: string; minutes: number; helped: boolean };
  remediation: string;
}

/** A kind of log line: what a record of it is called. */
export type LogForm = 'otel' | 'pino' | 'logback' | 'serilog';

/** `dev` to build on, `held` only to be scored, `varied` for shapes of incidents that neither has. */
export const halves = ['dev', 'held', 'varied'] as const;
export type Half = (typeof halves)[number];

export interface SystemStory {
  half: Half;
  /** Callers before callees, with how long a request takes (ms), how many a second there are, and what it logs when all is well. */
  services: Readonly<
    Record<string, { calls: readonly string[]; ms: number; rps: number; says: readonly string[]; repo?: string }>
  >;
  /** Metric names of the usual signals; an empty name is not measured. */
  names: { latency: string; errors: string; requests: string; cpu: string; memory: string };
  log: LogForm;
  diff: 'git' | 'named' | 'hunk';
  people: readonly string[];
  /** Warnings and errors that are there on any day: service, level, text. */
  mutters: readonly LineStory[];
  /** What is committed all day: title, path, diff or null. */
  commits: readonly (readonly [title: string, path: string, diff: string | null])[];
  /** Flags that are switched in normal times. */
  flags: readonly string[];
}
