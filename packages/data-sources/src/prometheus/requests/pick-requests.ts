import type { SeenNaming } from '../namings/seen-naming.ts';
import { selector } from '../queries.ts';
import { requestFamilies } from '../vocabulary/families.ts';
import type { LookUp } from '../vocabulary/look-up.ts';
import { pickFailed, pickLatency } from '../vocabulary/pick-metrics.ts';
import type { RequestMetrics } from '../vocabulary/service-metrics.ts';
import { type FoundFamily, findFamilies } from './find-families.ts';

/** Families whose labels are looked at, until one tells failures apart. */
const maxLookedAt = 3;

/** How the service's requests are counted: by the first family that tells failures apart, else by the first there is. */
export async function pickRequests(at: LookUp, seen: readonly SeenNaming[]): Promise<RequestMetrics | null> {
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
  if (isGuess && failed === null && latency === null) return null;
  const isNative = latency?.told === 'native' && latency.histogram === family.requests;
  return { family, matchers, labels, failed, latency, ...(isNative ? { isNative } : {}) };
}

/** What another family of the same naming measures, when that is about the same requests. */
function latencyElsewhere(family: FoundFamily['family'], naming: SeenNaming, all: readonly FoundFamily[]) {
  const alike = all.filter((one) => one.naming === naming && String(one.family.own) === String(family.own));
  return alike.map((one) => pickLatency(one.family, naming.metrics)).find((latency) => latency !== null) ?? null;
}
