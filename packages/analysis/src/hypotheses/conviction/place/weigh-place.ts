import type { Breakdown, Change } from '@incidentfox/incident';
import type { Alteration, AlterationKind } from '../../../patches/index.ts';
import type { Scene } from '../../../scene/scene.ts';
import { growthOf } from '../../causes/without-change/traffic.ts';
import { explanationsOf, isMeasuredNormal } from '../../origins/explanations.ts';
import type { Origin } from '../../origins/origin.ts';
import type { Term } from '../term.ts';
import { placeTerms } from '../thresholds.ts';
import { asksOfStore } from './asks-of-store.ts';
import { weighInstances } from './weigh-instances.ts';

const term = (value: number, text: string | null, evidence: Term['evidence'] = []): Term => ({
  about: 'place',
  value,
  text,
  evidence,
});

/** Kinds that harm those who share a schema, a format, a topic or an entrance with the changed service, which may stay well itself. */
const actsElsewhere: ReadonlySet<AlterationKind> = new Set([
  'column_removed',
  'table_removed',
  'index_removed',
  'migration',
  'query',
  'topic',
  'format',
  'unit',
  'header',
  'authentication',
  'certificate',
  'network_policy',
  'interval',
]);

/** Whether it can harm others than the service it is in: by its kind, or because what is not there is handed on. */
export const actsBeyond = ({ kind, what }: Alteration): boolean =>
  actsElsewhere.has(kind) || (kind === 'guard_removed' && what === 'default');

/** What was seen of a change already. */
interface Seen {
  /** A callee that gets more calls per request than before. */
  overloaded: string | null;
  /** Whether rare words of the change appeared with the trouble. */
  isNamed: boolean;
  /** Requests by their labels, of all services. */
  requests: readonly Breakdown[];
  /** What its most fitting line does; null when nothing was found. */
  alteration: Alteration | null;
}

/** Where the change is, seen from where the trouble began. */
export function weighPlace(change: Change, origin: Origin, scene: Scene, seen: Seen): Term[] {
  return [relationOf(change, origin, scene, seen), ...weighInstances(change, scene, seen.requests)];
}

function relationOf(change: Change, origin: Origin, scene: Scene, { overloaded, isNamed, alteration }: Seen): Term {
  const { service } = change;
  if (service === null) return term(placeTerms.environment, null);
  if (service === origin.service && overloaded === null)
    return term(placeTerms.origin, `${service} is where the trouble began`);
  if (overloaded !== null)
    return term(placeTerms.overloads, `${service} calls ${overloaded} more often per request than before`);
  if (asksOfStore(change, alteration, origin, scene) !== null)
    return term(placeTerms.asksStore, `${service} asks something else of ${origin.service} since`);
  const isBlamed = scene.symptoms.some(({ blames }) => blames?.name === service);
  if (isBlamed && isMeasuredNormal(service, scene) && alteration !== null && actsBeyond(alteration))
    return term(placeTerms.named, null);
  if (isMeasuredNormal(service, scene) && alteration !== null && actsBeyond(alteration))
    return term(placeTerms.actsElsewhere * (isNamed ? placeTerms.ofNamed : 1), null);
  if (isMeasuredNormal(service, scene))
    return term(placeTerms.quiet, `${service} shows no trouble where it was measured`);
  const own = scene.symptomsOf(service);
  if (own.length > 0) {
    const isVictim =
      explanationsOf(
        service,
        own.filter(({ nature }) => nature === 'calls'),
        scene,
      ).length > 0;
    if (isVictim && !own.some(({ nature, strength }) => nature === 'own' && strength > 0.5)) {
      // What it hands on to others harms them, and then it suffers from what they answer.
      if (alteration !== null && actsBeyond(alteration)) return term(placeTerms.actsElsewhere, null);
      return term(
        placeTerms.victim * (isNamed ? placeTerms.ofNamed : 1),
        `the trouble of ${service} is that of its calls`,
      );
    }
    const top = Math.max(1e-9, scene.ranking[0]?.score ?? 0);
    const share = Math.max(0, scene.ranking.find((one) => one.service === service)?.score ?? 0) / top;
    return term(placeTerms.elsewhere * (1 - Math.min(1, share)) * (isNamed ? placeTerms.ofNamed : 1), null);
  }
  return term(isBlamed ? placeTerms.named : placeTerms.unseen, null);
}

/** The service whose calls rose although those of its caller did not: its caller asks more often per request. */
export function overloadedBy(caller: string, scene: Scene): string | null {
  const here = growthOf(caller, scene);
  const callees = scene.graph.calleesOf(caller).filter((callee) => growthOf(callee, scene) > 1.35 * here);
  return callees.sort((a, b) => growthOf(b, scene) - growthOf(a, scene))[0] ?? null;
}
