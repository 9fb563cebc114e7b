import type { SimulatedService } from './call-tree.ts';
import type { Health } from './faults.ts';

/** What a service goes through in one step. */
export interface State {
  requests: number;
  latencyS: number;
  tailS: number;
  /** Share of its requests that fail. */
  failing: number;
}

/** Load goes down the calls, latency and failures come up. */
export function propagate(
  services: readonly SimulatedService[],
  load: number,
  own: readonly number[],
  health: readonly Health[],
): State[] {
  const state = services.map((): State => ({ requests: 0, latencyS: 0, tailS: 0, failing: 0 }));
  const of = (i: number) => state[i] as State;
  of(0).requests = load;
  for (const [i, { calls }] of services.entries())
    for (const { callee, perRequest } of calls)
      of(callee).requests += of(i).requests * perRequest * (1 - 0.3 * (health[i]?.failing ?? 0));
  for (let i = services.length - 1; i >= 0; i -= 1) {
    const { calls, ownS } = services[i] as SimulatedService;
    const { slowdown, delayS, tailS, failing } = health[i] as Health;
    const work = ownS * slowdown * Math.exp(0.25 * (own[i] ?? 0));
    const mine = of(i);
    [mine.latencyS, mine.tailS, mine.failing] = [work + delayS, 2 * work + delayS + tailS, failing];
    for (const { callee, perRequest } of calls) {
      mine.latencyS += of(callee).latencyS * perRequest;
      mine.tailS += 0.7 * of(callee).tailS * perRequest;
      mine.failing = 1 - (1 - mine.failing) * (1 - of(callee).failing * perRequest);
    }
  }
  return state;
}
