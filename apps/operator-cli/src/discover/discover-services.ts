import { loadSettings, readEnvironment, type TeamSettings } from '@incidentfox/config';
import {
  createDataSources,
  discoverAll,
  proposeCatalogue,
  usualPlace,
  withDependencies,
} from '@incidentfox/data-sources';
import type { CommandResult } from '../cli-command.ts';

/**
 * Asks every configured source which services it knows and who calls whom, and proposes the `services` section as JSON. How a call is known,
 * what could not be asked,
 * and every choice that was made, is a note. Exit code 1 when nothing was found.
 */
export async function discoverServices(env: NodeJS.ProcessEnv): Promise<CommandResult> {
  const { configFile } = readEnvironment(env, 'INVESTIGATOR_WORKER_PORT', 0);
  const { teams } = await loadSettings({ file: configFile, env });
  const notes: string[] = [];
  const proposals = await Promise.all(
    teams.map(async (team) => ({ team: team.id, services: await discoverFor(team, (note) => notes.push(note)) })),
  );
  const [only] = proposals;
  const proposal = proposals.length === 1 ? { services: only?.services } : { teams: proposals };
  return {
    exitCode: proposals.some(({ services }) => services.length > 0) ? 0 : 1,
    text: JSON.stringify(proposal, null, 2),
    notes,
    json: { ...proposal, notes },
  };
}

async function discoverFor(team: TeamSettings, note: (text: string) => void) {
  const held = team.tools.map(({ place }) => place);
  const found = await discoverAll({
    sources: createDataSources(team.tools, { now: Date.now }),
    place: { team: usualPlace(team.place, held) },
    now: Date.now,
    signal: new AbortController().signal,
  });
  for (const { source, found: count, why } of found.lists) note(`${source}: ${why ?? `${count} services`}`);
  const edges = found.calls.flatMap((one) => (one.capability === 'topology' ? one.answer.items : []));
  const proposed = withDependencies(proposeCatalogue(found.services, team.services), edges);
  for (const { entry, notes } of proposed) for (const one of notes) note(`${entry.name}: ${one}`);
  return proposed.map(({ entry }) => entry);
}
