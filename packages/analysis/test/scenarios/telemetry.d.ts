import type { Change, InfraEvent, MetricSeries, Observations, Signal } from '@incidentfox/incident';
export declare const minute = 60000;
/** 14:36 UTC of some day: when the alarm of every scenario is raised. */
export declare const alarmAt: number;
export declare const window: {
  from: number;
  to: number;
};
/** A seeded generator (mulberry32): scenarios have noise and are the same in every run. */
export declare function seeded(seed: number): () => number;
/** What a metric does: its normal level, how noisy it is, and what it becomes from one minute (before the alarm) to another. */
export interface Course {
  normal: number;
  noise?: number;
  turns?: {
    from: number;
    level: number;
    until?: number;
    ramp?: number;
  };
}
/** One scenario being written: everything is normal unless stated otherwise. */
export declare class Telemetry {
  readonly random: () => number;
  readonly observations: {
    -readonly [K in keyof Observations]: Observations[K] extends readonly (infer T)[] ? T[] : Observations[K];
  };
  constructor(seed: number, affected: string[]);
  /** Minutes are relative to the alarm: -6 is six minutes before it. */
  series(service: string, signal: Signal, course: Course, more?: Partial<MetricSeries>): this;
  /** The usual signals of a service, with some of them different. */
  service(service: string, different?: Partial<Record<Signal, Course>>): this;
  calls(from: string, to: string): this;
  /** Plain chatter of a service over baseline and window, and further lines from `from` on. */
  logs(
    service: string,
    lines?: {
      message: (n: number) => string;
      level?: string;
      from: number;
      until?: number;
      everyMs: number;
      host?: string;
    }[],
  ): this;
  change(
    change: Partial<Change> & {
      minutes: number;
      service: string | null;
    },
  ): this;
  history(service: string, perDay: number): this;
  infra(
    kind: InfraEvent['kind'],
    service: string | null,
    object: string,
    minutes: number,
    more?: Partial<InfraEvent>,
  ): this;
  alert(name: string, service: string | null, minutes?: number): this;
  gap(what: string, why?: string): this;
  done(): Observations;
}
//# sourceMappingURL=telemetry.d.ts.map
