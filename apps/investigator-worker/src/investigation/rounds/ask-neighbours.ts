import { questionsFor } from '@incidentfox/data-sources';
import type { Service } from '@incidentfox/incident';
import { chooseServices } from '../2-plan/choose-services.ts';
import type { KnownServices } from '../3-collect/known-services.ts';
import type { Asking, Overview } from './overview.ts';
import { everythingAbout, mayChange, worthAsking } from './worth-asking.ts';

/** Round 1: everything about the affected services and their neighbours, and of the rest what changed. Gives those asked everything. */
export async function askNeighbours(
  { scope, sources, collection }: Asking,
  { known, swept, moved }: Overview,
  affected: readonly string[],
): Promise<Service[]> {
  const loudness = new Map(moved.map((one) => [one.service, one.loudness]));
  const chosen = chooseServices(affected, candidatesOf(known, affected), { calls: swept.calls, loudness });
  const near = chosen.filter((one) => one.near).map(({ service }) => service);
  const telemetry = worthAsking(sources).filter((capability) => capability !== 'changes');
  const changing = chosen.map(({ service }) => service).filter((one) => mayChange(one, known));
  await collection.ask(1, [
    { questions: everythingAbout(near, known, telemetry), window: scope.window },
    { questions: questionsFor(changing, ['changes']), window: scope.changeWindow },
  ]);
  return near;
}

/** The catalogue and what the incident names besides; without a catalogue, whatever runs. */
function candidatesOf({ catalogue, discovered, stores }: KnownServices, affected: readonly string[]): Service[] {
  if (catalogue.length === 0) return [...discovered, ...stores];
  return [...catalogue, ...discovered.filter(({ name }) => affected.includes(name))];
}
