import type { Call, Component, System } from '../system/component.ts';
import type { Ills } from './ills.ts';
import type { Moment } from './moment.ts';

// Read once: a global is slow to reach where tests run in a context of their own.
const { exp, log, max, min } = Math;

interface Waiting {
  p50: number;
  p95: number;
  p99: number;
  /** Share of requests that go on well. */
  well: number;
  /** Connections held, of its pool. */
  held: number;
}

/** What a request goes through in one component, whose callees are known already. */
export function work(system: System, index: number, moment: Moment, ills: Ills): void {
  const component = system.components[index];
  if (component === undefined) return;
  const ill = ills.of(index);
  const rate = moment.rate[index] ?? 0;
  const part = ill.pods === null ? 0 : ill.pods.size / max(1, component.pods.length);
  const slowdown = ill.slowdown * (1 + part * (ill.podSlowdown - 1));
  const full = (rate * component.ownS * slowdown) / (component.maxConcurrent * max(0.02, ill.capacity));
  const queueing = 1 + min(25, (0.6 * full ** 4) / max(0.03, 1 - full));
  const own = component.ownS * queueing;
  const tailSlowdown = ill.slowdown * (part > 0.04 ? ill.podSlowdown : 1);
  const rejected = full > 1 ? 0.7 * (1 - 1 / full) : 0;
  const below = awaitCallees(system, component, moment, ills);
  const waited = waitForPool(component, below, ill.connections);
  const failing = 1 - (1 - component.usualFailing) * (1 - ill.failing) * (1 - part * ill.podFailing) * (1 - rejected);
  moment.failing[index] = 1 - (1 - failing) * below.well * (1 - waited.refused);
  moment.p50[index] = own * slowdown + ill.delayS + below.p50 + waited.forS;
  moment.p95[index] = 2.2 * own * tailSlowdown + ill.delayS + below.p95 + 1.5 * waited.forS;
  moment.p99[index] = component.tail * own * tailSlowdown + ill.delayS + below.p99 + 2 * waited.forS;
  if (component.role !== 'database') moment.pool[index] = below.held / component.poolSize + ill.connections;
  if (component.role === 'queue') fillQueue(system, component, moment, ills);
}

/** Answers of callees are waited for, up to the timeout and as often as it is tried. */
function awaitCallees(system: System, component: Component, moment: Moment, ills: Ills): Waiting {
  const { index } = component;
  const sum: Waiting = { p50: 0, p95: 0, p99: 0, well: 1, held: 0 };
  // A queue hands over and does not wait.
  if (component.role === 'queue') return sum;
  const state = moment.callsOf(index);
  for (let c = 0; c < component.calls.length; c += 1) {
    const call = component.calls[c];
    if (call === undefined) continue;
    const { p50, p95, p99, failing } = reach(call, index, moment, ills);
    const late = timedOut(call, p50, p99);
    const failed = 1 - (1 - failing) * (1 - late);
    [state.failing[c], state.timedOut[c]] = [failed, late];
    const tries = call.perRequest * (1 + call.retries * failed);
    const mean = min(call.timeoutS, 0.8 * p50 + 0.2 * p95);
    state.latency[c] = mean;
    sum.held += (state.rate[c] ?? 0) * mean;
    sum.p50 += tries * min(call.timeoutS, p50);
    sum.p95 += tries * min(call.timeoutS, 0.25 * p50 + 0.75 * p95);
    sum.p99 += tries * min(call.timeoutS, 0.3 * p50 + 0.7 * p99);
    if (!call.isOptional) sum.well *= 1 - failed ** (1 + call.retries) * min(1, call.perRequest);
    const isDatabase = system.components[call.to]?.role === 'database';
    if (isDatabase) moment.pool[call.to] = (moment.pool[call.to] ?? 0) + (state.rate[c] ?? 0) * mean;
  }
  return sum;
}

function reach(call: Call, from: number, moment: Moment, ills: Ills) {
  const onWay = ills.onCall(from, call.to);
  const delay = (onWay?.delayS ?? 0) + ills.dns.delayS;
  const lost = 1 - (1 - (onWay?.failing ?? 0)) * (1 - ills.dns.failing);
  return {
    p50: (moment.p50[call.to] ?? 0) + delay,
    p95: (moment.p95[call.to] ?? 0) + delay,
    p99: (moment.p99[call.to] ?? 0) + 2 * delay,
    failing: 1 - (1 - (moment.failing[call.to] ?? 0)) * (1 - lost),
  };
}

/** Share of calls slower than the timeout, if durations are log-normal. */
function timedOut({ timeoutS }: Call, p50: number, p99: number): number {
  if (p99 < 0.7 * timeoutS) return 0;
  const spread = max(0.05, log(p99 / max(1e-6, p50)) / 2.33);
  return 1 / (1 + exp((1.7 * log(timeoutS / max(1e-6, p50))) / spread));
}

/** Little's law: connections in use are calls a second times their duration; who finds none waits or is refused. */
function waitForPool(
  { role, poolSize, calls }: Component,
  { held, p50 }: Waiting,
  connections: number,
): { forS: number; refused: number } {
  if (role === 'database') return { forS: 0, refused: max(0, min(0.9, (connections - 0.85) * 4)) };
  const wanted = calls.length === 0 ? 0 : held / poolSize + connections;
  if (wanted <= 0.95) return { forS: 0, refused: 0 };
  return {
    forS: min(3, (wanted - 0.95) * 8 * max(0.02, p50)),
    refused: min(0.6, 0.5 * (1 - 0.95 / wanted)),
  };
}

/** What consumers cannot take waits. */
function fillQueue(system: System, { index, calls }: Component, moment: Moment, ills: Ills): void {
  const state = moment.callsOf(index);
  const backlog = moment.backlogS[index] ?? 0;
  for (const [c, { to }] of calls.entries()) {
    const consumer = system.components[to];
    if (consumer === undefined) continue;
    const ill = ills.of(to);
    const able = (consumer.maxConcurrent * ill.capacity * (1 - ill.failing)) / (consumer.ownS * ill.slowdown);
    const offered = state.rate[c] ?? 0;
    moment.backlogS[index] = max(0, backlog + (offered > able ? 1 - able / offered : -0.5));
  }
}
