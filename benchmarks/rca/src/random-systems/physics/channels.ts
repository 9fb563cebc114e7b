import type { System } from '../system/component.ts';
import type { Ills } from './ills.ts';
import type { Moment } from './moment.ts';

/** What is true of a component in every step, before anybody measures it. */
export interface TelemetryChannel {
  rate: Float64Array;
  failing: Float64Array;
  p50: Float64Array;
  p95: Float64Array;
  p99: Float64Array;
  cores: Float64Array;
  memory: Float64Array;
  pool: Float64Array;
  disk: Float64Array;
  backlogS: Float64Array;
  restarts: Float64Array;
  /** Of the pods that are worse off than the others: failures on top, slowdown, cores. Zero and one while there are none. */
  podFailing: Float64Array;
  podSlowdown: Float64Array;
  podCores: Float64Array;
}

/** What is true of a call in every step. */
export interface CallChannel {
  rate: Float64Array;
  failing: Float64Array;
  latency: Float64Array;
  timedOut: Float64Array;
}

export class Channels {
  readonly components: readonly TelemetryChannel[];
  readonly calls: readonly (readonly CallChannel[])[];
  /** Pods that were worse off at some time, by component. */
  readonly hurtPods = new Map<number, ReadonlySet<string>>();
  readonly #system: System;

  constructor(system: System, count: number) {
    const each = () => new Float64Array(count);
    this.#system = system;
    this.components = system.components.map(() => ({
      ...{ rate: each(), failing: each(), p50: each(), p95: each(), p99: each(), cores: each(), memory: each() },
      ...{ pool: each(), disk: each(), backlogS: each(), restarts: each() },
      ...{ podFailing: each(), podSlowdown: each(), podCores: each() },
    }));
    this.calls = system.components.map(({ calls }) =>
      calls.map(() => ({ rate: each(), failing: each(), latency: each(), timedOut: each() })),
    );
  }

  record(step: number, moment: Moment, ills: Ills): void {
    for (const one of this.#system.components) {
      const { index } = one;
      const channel = this.components[index];
      if (channel === undefined) continue;
      const ill = ills.of(index);
      const rate = moment.rate[index] ?? 0;
      channel.rate[step] = rate;
      channel.failing[step] = moment.failing[index] ?? 0;
      channel.p50[step] = moment.p50[index] ?? 0;
      channel.p95[step] = moment.p95[index] ?? 0;
      channel.p99[step] = moment.p99[index] ?? 0;
      channel.pool[step] = moment.pool[index] ?? 0;
      channel.backlogS[step] = moment.backlogS[index] ?? 0;
      const part = ill.pods === null ? 0 : ill.pods.size / Math.max(1, one.pods.length);
      channel.cores[step] =
        rate * one.coresPerRequest * Math.sqrt(ill.slowdown) + one.idleCores + ill.cores + part * ill.podCores;
      channel.memory[step] = Math.min(one.memoryLimit, one.memory + one.memoryLimit * ill.memory);
      channel.disk[step] = Math.min(1, 0.45 + ill.disk);
      channel.restarts[step] = ill.restarts;
      channel.podFailing[step] = ill.podFailing;
      channel.podSlowdown[step] = ill.podSlowdown;
      channel.podCores[step] = ill.podCores;
      if (ill.pods !== null) this.hurtPods.set(index, ill.pods);
      this.#recordCalls(index, step, moment);
    }
  }

  #recordCalls(index: number, step: number, moment: Moment): void {
    const state = moment.callsOf(index);
    const calls = this.calls[index] ?? [];
    for (let c = 0; c < calls.length; c += 1) {
      const call = calls[c];
      if (call === undefined) continue;
      call.rate[step] = state.rate[c] ?? 0;
      call.failing[step] = state.failing[c] ?? 0;
      call.latency[step] = state.latency[c] ?? 0;
      call.timedOut[step] = state.timedOut[c] ?? 0;
    }
  }
}
