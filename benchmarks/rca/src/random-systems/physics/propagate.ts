import type { System } from '../system/component.ts';
import type { Ills } from './ills.ts';
import type { Moment } from './moment.ts';
import { work } from './work.ts';

const CACHE_HITS = 0.9;

/**
 * One moment after another: load goes down the calls, slowness and failures come up. What failed in the moment before is
 * tried again in this one, so `moment` is read before it is overwritten.
 */
export function propagate(system: System, load: number, moment: Moment, ills: Ills): void {
  sendDown(system, load, moment, ills);
  moment.pool.fill(0);
  for (let i = system.components.length - 1; i >= 0; i -= 1) work(system, i, moment, ills);
  for (const { index, role, poolSize } of system.components) {
    const used = moment.pool[index] ?? 0;
    moment.pool[index] = Math.min(1, role === 'database' ? used / poolSize + ills.of(index).connections : used);
  }
}

function sendDown({ components }: System, load: number, moment: Moment, ills: Ills): void {
  const { rate } = moment;
  for (const { index, share } of components) rate[index] = share * load * ills.load * (1 + ills.of(index).extraLoad);
  for (const { index, calls, role } of components) {
    const ill = ills.of(index);
    const state = moment.callsOf(index);
    // A request that fails at once calls nobody any more.
    const going = (rate[index] ?? 0) * (1 - 0.5 * ill.failing) * (role === 'queue' ? 1 - ill.failing : 1);
    for (let c = 0; c < calls.length; c += 1) {
      const call = calls[c];
      if (call === undefined) continue;
      let wanted = going * call.perRequest;
      if (call.missOf !== null) wanted *= 0.25 + 0.75 * (1 - CACHE_HITS * (1 - (state.failing[call.missOf] ?? 0)));
      const again = Math.min(call.retries, call.retries * (state.failing[c] ?? 0));
      const onWay = ills.onCall(index, call.to);
      const sent = wanted * (1 + again) * (onWay?.more ?? 1);
      state.rate[c] = sent;
      const arrives = onWay?.isRefused ? 1 - onWay.failing : 1;
      rate[call.to] = (rate[call.to] ?? 0) + sent * arrives;
    }
  }
}
