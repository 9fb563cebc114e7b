import { isDatabase, isDatabasePool } from '@incidentfox/data-sources';
import type { Edge, MetricSeries } from '@incidentfox/incident';
import type { Moved } from './find-moved.ts';

/** From this share on callers wait for a connection. */
const fullShare = 0.85;

/** A store that nobody is known to call is likely called by the service that it is called after. */
export function callsByName(namesakes: ReadonlyMap<string, string>, known: readonly Edge[]): Edge[] {
  const called = new Set(known.map(({ to }) => to));
  return [...namesakes]
    .filter(([store]) => !called.has(store))
    .map(([store, owner]): Edge => ({ from: owner, to: store, foundBy: 'store_name' }));
}

/** A full pool of connections to a database that nobody names is likely one to the only database that is in trouble. */
export function callsByPool(series: readonly MetricSeries[], moved: readonly Moved[], known: readonly Edge[]): Edge[] {
  const troubled = moved.filter(({ service, isLoud }) => isLoud && isDatabase(service));
  const [only] = troubled;
  if (only === undefined || troubled.length > 1) return [];
  const hasDatabase = (service: string) => known.some(({ from, to }) => from === service && isDatabase(to));
  const holders = series.filter((one) => isDatabasePool(one) && isFull(one) && !hasDatabase(one.service));
  return [...new Set(holders.map(({ service }) => service))]
    .filter((service) => service !== only.service)
    .map((from): Edge => ({ from, to: only.service, foundBy: 'full_pool' }));
}

const isFull = ({ points }: MetricSeries): boolean => points.some(([, value]) => value !== null && value >= fullShare);
