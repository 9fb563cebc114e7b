import { type Component, peerName } from '../system/component.ts';
import type { Add, Measured } from './measured.ts';
import type { Sampler } from './sampler.ts';

/** What a caller measures of its calls, callee by callee. */
export function toClientSeries(
  { system, channels, knowledge }: Measured,
  component: Component,
  sampler: Sampler,
  add: Add,
): void {
  if (component.role === 'queue') return;
  for (const [c, { to }] of component.calls.entries()) {
    const callee = system.components[to];
    const call = channels.calls[component.index]?.[c];
    if (callee === undefined || call === undefined) continue;
    const isInside = callee.role === 'app' || callee.role === 'worker';
    if (knowledge.clientMetrics === 'outside' && isInside) continue;
    const about = { peer: peerName(callee), side: 'client' } as const;
    if (knowledge.hasRates) add('request_rate', '1/s', 'http_client_requests', sampler.around(call.rate, 0.06), about);
    if (knowledge.hasErrors)
      add('error_ratio', 'ratio', 'http_client_requests', sampler.shareOf(call.failing, call.rate), about);
    add('latency_mean', 's', 'http_client_duration_seconds', sampler.skewed(call.latency, 0.08), about);
  }
}
