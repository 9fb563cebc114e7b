import { loadSettings, readEnvironment } from '@incidentfox/config';
import { InvalidArgumentError } from 'commander';
import type { CliCommand } from '../cli-command.ts';
import { chooseServices } from './choose-services.ts';
import { chooseTeam } from './choose-team.ts';
import { queueInvestigation } from './queue-investigation.ts';

const maxMinutes = 24 * 60;

interface Options {
  team?: string;
  by?: string;
  services?: string[];
  minutes?: number;
}

export const investigateCommand: CliCommand = {
  name: 'investigate',
  summary: 'Asks for an investigation of an incident, whatever the policy says.',
  declare: (command) =>
    command
      .argument('<incident>', 'its reference or id, for example INC-123')
      .option('--team <name>', 'the team it belongs to, when several are configured')
      .option('--by <name>', 'who asks (default: the user of this machine)')
      .option('--services <a,b>', 'services of the catalogue to look at, instead of those the incident names', readList)
      .option('--minutes <number>', 'how far before the alarm to look', readMinutes),
  run: async (command, { env }) => {
    const [reference = ''] = command.args;
    const { team: teamName, by, services, minutes } = command.opts<Options>();
    const environment = readEnvironment(env, 'INVESTIGATOR_WORKER_PORT', 0);
    const team = chooseTeam(await loadSettings({ file: environment.configFile, env }), teamName);
    const request = {
      reference,
      by: by ?? env.USER ?? env.LOGNAME ?? 'the command line',
      services: chooseServices(team, services),
      windowMinutes: minutes,
    };
    const queued = await queueInvestigation(request, team, environment);
    return {
      exitCode: 0,
      text: `${queued.reference} is queued for investigation, asked for by ${request.by}.`,
      notes: [],
      json: { state: 'queued', reference: queued.reference, team: team.id, by: request.by },
    };
  },
};

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (minutes > 0 && minutes <= maxMinutes) return minutes;
  throw new InvalidArgumentError(`It must be a number from 1 to ${maxMinutes}.`);
}

function readList(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
