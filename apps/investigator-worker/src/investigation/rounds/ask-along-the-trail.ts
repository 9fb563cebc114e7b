import type { Service } from '@incidentfox/incident';
import { findNamedHosts } from '../2-plan/find-named-hosts.ts';
import { followTrail } from '../2-plan/follow-trail.ts';
import { namesakes, withHosts } from '../3-collect/known-services.ts';
import { observe } from './observe.ts';
import { type Asking, type Overview, overviewOf } from './overview.ts';
import { everythingAbout, overTheirRanges, worthAsking } from './worth-asking.ts';

/** Round 2: where log lines, calls and the sweep point. Gives what is known with the hosts that log lines named. */
export async function askAlongTheTrail(
  asking: Asking,
  overview: Overview,
  { affected, near }: { affected: readonly string[]; near: readonly Service[] },
): Promise<Overview> {
  const { scope, sources, collection } = asking;
  const seen = observe(asking, overview, { names: affected, window: scope.window });
  const hosts = findNamedHosts(seen.logs, overview.known.ownerOf);
  const names = hosts.map(({ to }) => to);
  const known = withHosts(overview.known, names);
  const wider = overviewOf(scope, overview.sweep, known);
  const asked = new Set(near.map(({ name }) => name));
  const trail = followTrail(
    { affected, asked, moved: wider.moved, calls: seen.edges, hosts, namesakes: namesakes(known) },
    known.serviceOf,
  );
  const questions = everythingAbout(trail, known, worthAsking(sources)).filter(
    ({ service, capability }) => service !== null && !collection.asked(service.name, capability),
  );
  await collection.ask(2, overTheirRanges(questions, scope));
  return wider;
}
