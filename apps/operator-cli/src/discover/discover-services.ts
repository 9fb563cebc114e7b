import { loadSettings, readEnvironment, type TeamSettings } from '@incidentfox/config';
import {
  createDataSources,
  type DataSource,
  type DiscoveredService,
  proposeCatalogue,
} from '@incidentfox/data-sources';
import type { CommandResult } from '../cli-command.ts';

const deadlineMs = 60_000;

/**
 * Asks every configured source which services it knows and proposes the `services` section as JSON. What could not be asked,
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
  const sources = createDataSources(team.tools, { now: Date.now });
  const discovered = await Promise.all(sources.map((source) => discoverAt(source, note)));
  const proposed = proposeCatalogue(discovered.flat(), team.services);
  for (const { entry, notes } of proposed) for (const one of notes) note(`${entry.name}: ${one}`);
  return proposed.map(({ entry }) => entry);
}

async function discoverAt(source: DataSource, note: (text: string) => void): Promise<DiscoveredService[]> {
  if (!source.discover) return [];
  const answer = await source.discover(AbortSignal.timeout(deadlineMs));
  if (answer.failure) note(`${source.id}: ${answer.failure.message}`);
  else note(`${source.id}: ${answer.items.length} services`);
  return answer.items.map((item) => ({ kind: source.kind, ...item }));
}
