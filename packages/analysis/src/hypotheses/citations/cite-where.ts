import { describeAttribution } from '../../evidence/describe-attribution.ts';
import type { Scene } from '../../scene/scene.ts';
import { maxCitedPlaces } from '../thresholds.ts';

/** Cites where exactly the suspects and the affected services fail or are slow, the first suspect's places first. */
export function citeWhere({ where, book, observations }: Scene, suspects: readonly string[]): void {
  const services = [...new Set([...suspects, ...observations.affected])];
  const concerned = services.flatMap((service) => where.filter((one) => one.service === service));
  for (const one of concerned.slice(0, maxCitedPlaces)) book.cite(one, () => describeAttribution(one));
}
