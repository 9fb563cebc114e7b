import { loadSettings, readEnvironment, type TeamSettings } from '@incidentfox/config';
import {
  collectAnswers,
  createDataSources,
  type DataSource,
  type DiscoveredService,
  proposeCatalogue,
  withDependencies,
} from '@incidentfox/data-sources';
import type { CommandResult } from '../cli-command.ts';

const deadlineMs = 60_000;
/** Who called whom over this time, ms: rare calls show, and the queries stay cheap. */
const callsSeenMs = 3 * 60 * 60_000;

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
  const sources = createDataSources(team.tools, { now: Date.now });
  const discovered = await Promise.all(sources.map((source) => discoverAt(source, note)));
  const { names, edges } = await sweep(sources);
  const proposed = withDependencies(proposeCatalogue([...discovered.flat(), ...names], team.services), edges);
  for (const { entry, notes } of proposed) for (const one of notes) note(`${entry.name}: ${one}`);
  return proposed.map(({ entry }) => entry);
}

/** What serves requests or is a store, also where no list of services has it, and who calls whom. */
async function sweep(sources: readonly DataSource[]) {
  const now = Date.now();
  const answers = await collectAnswers({
    sources,
    questions: (['metrics', 'topology'] as const).map((capability) => ({ service: null, capability })),
    scope: { incident: null, window: { from: now - callsSeenMs, to: now } },
    deadlineMs,
  });
  const names = answers.flatMap(({ capability, question: { kind }, answer }) =>
    capability === 'metrics'
      ? [...new Set(answer.items.map(({ service }) => service))].map((name) => ({ kind, name, vendorName: name }))
      : [],
  );
  const edges = answers.flatMap((one) => (one.capability === 'topology' ? one.answer.items : []));
  return { names, edges };
}

async function discoverAt(source: DataSource, note: (text: string) => void): Promise<DiscoveredService[]> {
  if (!source.discover) return [];
  const answer = await source.discover(AbortSignal.timeout(deadlineMs));
  if (answer.failure) note(`${source.id}: ${answer.failure.message}`);
  else note(`${source.id}: ${answer.items.length} services`);
  return answer.items.map((item) => ({ kind: source.kind, ...item }));
}
