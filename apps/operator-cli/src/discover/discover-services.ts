import { loadSettings, readEnvironment, type TeamSettings } from '@incidentfox/config';
import {
  createDataSources,
  type DataSource,
  type DiscoveredService,
  proposeCatalogue,
} from '@incidentfox/data-sources';
import { faultsOf } from '@incidentfox/service-runtime';

const deadlineMs = 60_000;

/**
 * Asks every configured source which services it knows and writes a proposal for the `services` section as JSON. What could not
 * be asked, and every choice that was made, goes aside to `note`. Gives the exit code: 1 when nothing could be asked.
 */
export async function discoverServices(
  env: NodeJS.ProcessEnv,
  write: { out: (text: string) => void; note: (text: string) => void },
): Promise<0 | 1> {
  try {
    const { configFile } = readEnvironment(env, 'INVESTIGATOR_WORKER_PORT', 0);
    const { teams } = await loadSettings({ file: configFile, env });
    const proposals = await Promise.all(
      teams.map(async (team) => ({ team: team.id, services: await discoverFor(team, write.note) })),
    );
    const [only] = proposals;
    write.out(JSON.stringify(proposals.length === 1 ? { services: only?.services } : { teams: proposals }, null, 2));
    return proposals.some(({ services }) => services.length > 0) ? 0 : 1;
  } catch (error) {
    for (const sentence of faultsOf(error)) write.note(sentence);
    return 1;
  }
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
