import { selector } from '../../queries.ts';
import { requestFamilies } from '../families.ts';
import type { LookUp } from '../look-up.ts';
import type { Seen } from '../naming/seen.ts';
import { pickFailed, pickLatency } from '../pick-metrics.ts';
import type { RequestMetrics } from '../service-metrics.ts';
import { type FoundFamily, findFamilies } from './find-families.ts';

/** Families whose labels are looked at, until one tells failures apart. */
const maxLookedAt = 3;

/** How the service's requests are counted: by the first family that tells failures apart, else by the first there is. */
export async function pickRequests(at: LookUp, seen: readonly Seen[]): Promise<RequestMetrics | null> {
  const found = findFamilies(seen, requestFamilies);
  let first: RequestMetrics | null = null;
  for (const one of found.slice(0, maxLookedAt)) {
    const requests = await read(at, one, found);
    if (requests === null) continue;
    if (requests.failed !== null) return requests;
    first ??= requests;
  }
  return first;
}

/** Null when none of its series is about what the service serves. */
async function read(
  { source, span, run }: LookUp,
  { family, naming, isGuess }: FoundFamily,
  all: readonly FoundFamily[],
): Promise<RequestMetrics | null> {
  const matchers = [naming.matcher, ...family.own, ...source.matchers];
  const labels = await source.client.labelNames(selector(family.requests, matchers), span, run);
  if (labels.length === 0) return null;
  const failed = pickFailed(family, labels, naming.metrics);
  const latency = pickLatency(family, naming.metrics) ?? latencyElsewhere(family, naming, all);
  // A counter alone, without outcomes and without durations, may count anything.
  return isGuess && failed === null && latency === null ? null : { family, matchers, labels, failed, latency };
}

/** What another family of the same naming measures, when that is about the same requests. */
function latencyElsewhere(family: FoundFamily['family'], naming: Seen, all: readonly FoundFamily[]) {
  const alike = all.filter((one) => one.naming === naming && String(one.family.own) === String(family.own));
  return alike.map((one) => pickLatency(one.family, naming.metrics)).find((latency) => latency !== null) ?? null;
}
