import type { System } from '../system/component.ts';

/** What the calls of one component go through, in the order of its calls. */
export interface CallState {
  rate: Float64Array;
  /** Share that fails, timeouts included, before retries. */
  failing: Float64Array;
  latency: Float64Array;
  /** Share that is given up because it takes too long. */
  timedOut: Float64Array;
}

/** What all components go through in one moment: rates in 1/s, durations in seconds. */
export class Moment {
  readonly rate: Float64Array;
  readonly failing: Float64Array;
  readonly p50: Float64Array;
  readonly p95: Float64Array;
  readonly p99: Float64Array;
  /** Share of its connections that are in use: those it holds, or a database's those it accepts. */
  readonly pool: Float64Array;
  /** Work that waits in a queue, in seconds of its usual inflow. */
  readonly backlogS: Float64Array;
  readonly #calls: CallState[];

  constructor({ components }: System) {
    const each = () => new Float64Array(components.length);
    [this.rate, this.failing, this.p50, this.p95] = [each(), each(), each(), each()];
    [this.p99, this.pool, this.backlogS] = [each(), each(), each()];
    this.#calls = components.map(({ calls }) => ({
      rate: new Float64Array(calls.length),
      failing: new Float64Array(calls.length),
      latency: new Float64Array(calls.length),
      timedOut: new Float64Array(calls.length),
    }));
  }

  callsOf(component: number): CallState {
    const calls = this.#calls[component];
    if (calls === undefined) throw new Error(`no component ${component}`);
    return calls;
  }
}
