import { toObservations } from '@incidentfox/data-sources';
import type { Edge, Observations, Window } from '@incidentfox/incident';
import { catalogueCalls } from '../2-plan/call-distances.ts';
import { findNamedHosts, toMentionEdges } from '../2-plan/find-named-hosts.ts';
import { loudElsewhere } from '../2-plan/follow-trail.ts';
import { callsByName, callsByPool } from '../2-plan/guess-store-calls.ts';
import { namesakes } from '../3-collect/known-services.ts';
import type { Asking, Overview } from './overview.ts';

/** All answers so far as the engine reads them: with what was loud elsewhere, and every call that anybody reports. */
export function observe(
  { scope, collection }: Asking,
  { known, moved }: Overview,
  { names, window }: { names: readonly string[]; window: Window },
): Observations {
  const asked = new Set(moved.map(({ service }) => service).filter((name) => collection.asked(name, 'metrics')));
  const observations = toObservations(collection.answers, {
    window,
    alarmAt: scope.context.alarmAt,
    affected: names,
    services: known.all,
    swept: loudElsewhere(moved, asked),
  });
  const reported: Edge[] = [
    ...observations.edges,
    ...catalogueCalls(known.catalogue),
    ...toMentionEdges(findNamedHosts(observations.logs, known.ownerOf)),
  ];
  const named = [...reported, ...callsByName(namesakes(known), reported)];
  return { ...observations, edges: [...named, ...callsByPool(observations.series, moved, named)] };
}
