import { parseArgs } from 'node:util';
import { loadSettings, readEnvironment, type Settings, type TeamSettings } from '@incidentfox/config';
import { Failure } from '@incidentfox/failures';
import { createIncidentIo } from '@incidentfox/incident-io/api';
import { requestInvestigation } from '@incidentfox/jobs';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import { faultsOf } from '@incidentfox/service-runtime';

const usage = 'npm run investigate -- INC-123 [--team NAME] [--by NAME] [--services a,b] [--minutes 120]';

/**
 * Asks for an investigation from the command line, through the queue like every other and whatever the policy says. Writes
 * what happened and returns the exit code: 0 queued, 1 not, with every reason.
 */
export async function investigateFromCommandLine(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  write: { out: (line: string) => void; err: (line: string) => void },
): Promise<0 | 1> {
  try {
    const asked = readArguments(argv, env);
    const environment = readEnvironment(env, 'INVESTIGATOR_WORKER_PORT', 0);
    const settings = await loadSettings({ file: environment.configFile, env });
    const team = chooseTeam(settings, asked.team);
    write.out(await queue(asked, team, environment));
    return 0;
  } catch (error) {
    for (const sentence of faultsOf(error)) write.err(sentence);
    return 1;
  }
}

interface Asked {
  reference: string;
  team: string | undefined;
  by: string;
  services: string[] | undefined;
  windowMinutes: number | undefined;
}

function readArguments(argv: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const text = { type: 'string' } as const;
  const options = { team: text, by: text, services: text, minutes: text };
  const { positionals, values } = parse(() => parseArgs({ args: [...argv], options, allowPositionals: true }));
  const [reference, ...more] = positionals;
  if (!reference || more.length > 0) throw new Failure('config', `Name one incident: ${usage}`);
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (minutes !== undefined && !(minutes > 0 && minutes <= 24 * 60)) {
    throw new Failure('config', `--minutes must be a number from 1 to 1440: ${usage}`);
  }
  return {
    reference,
    team: values.team,
    by: values.by ?? env.USER ?? env.LOGNAME ?? 'the command line',
    services: values.services
      ?.split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    windowMinutes: minutes,
  };
}

/** An unknown option is a fault of the person who types, said with the usage. */
function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Failure('config', `${(error as Error).message} ${usage}`);
  }
}

function chooseTeam(settings: Settings, name: string | undefined): TeamSettings {
  const names = settings.teams.map((team) => team.id);
  const team =
    name === undefined && names.length === 1 ? settings.teams[0] : settings.teams.find(({ id }) => id === name);
  if (!team) throw new Failure('config', `Choose the team with --team: ${names.join(', ')}`);
  if (!team.incidentIo.apiKey)
    throw new Failure('config', 'integrations.incident_io.api_key is missing: the incident cannot be looked up');
  return team;
}

async function queue(asked: Asked, team: TeamSettings, redis: { redisUrl: string; prefix: string }): Promise<string> {
  const { apiUrl, apiKey } = team.incidentIo;
  const incidentIo = createIncidentIo({ apiUrl, apiKey: () => apiKey?.reveal() ?? '' });
  const producer = await connectProducer({ redisUrl: redis.redisUrl, prefix: redis.prefix });
  try {
    const { reference, by, services, windowMinutes } = asked;
    const requested = await requestInvestigation(
      { team: team.id, reference, by, ...(services && { services }), ...(windowMinutes && { windowMinutes }) },
      { producer, findIncident: (id) => incidentIo.incident(id), now: Date.now },
    );
    return `${requested.reference} is queued for investigation, asked for by ${by}.`;
  } finally {
    await producer.close();
    await incidentIo.close();
  }
}
