import { examineConfiguration, type Settings, sentenceOf } from '@incidentfox/config';
import { checkApps } from './checks/check-apps.ts';
import { checkClock } from './checks/check-clock.ts';
import { checkDataSources } from './checks/check-data-sources.ts';
import { checkIncidentIo } from './checks/check-incident-io.ts';
import { checkRedis } from './checks/check-redis.ts';
import { checkSlack } from './checks/check-slack.ts';
import { checkWebhook } from './checks/check-webhook.ts';
import type { Examination, ExaminedTeam } from './examination.ts';
import { type Finding, failure, ok, warning } from './finding.ts';

export interface ExamineOptions {
  env: Examination['env'];
  now?: () => number;
  timeoutMs?: number;
}

/**
 * Tries everything that is configured, all at the same time, and gives one line for each. Parts of a broken configuration
 * that could be read are tried nevertheless, so that everything can be put right at once.
 */
export async function examine(options: ExamineOptions): Promise<Finding[]> {
  const { env, now = Date.now, timeoutMs = 10_000 } = options;
  const examination: Examination = { env, now, timeoutMs, clockOffsets: [] };
  const file = env.INCIDENTFOX_CONFIG;
  const named = file ? await examineConfiguration({ file, env }) : undefined;
  const teams = named ? teamsOf(named.settings) : [];

  const [redis, apps, ...perTeam] = await Promise.all([
    checkRedis(examination),
    checkApps(examination),
    ...teams.map((team) => examineTeam(team, examination)),
  ]);
  return [
    ...(named ? configurationFindings(named) : [noFile]),
    ...perTeam.flat(),
    ...checkClock(examination),
    ...redis,
    ...apps,
  ];
}

type Examined = Awaited<ReturnType<typeof examineConfiguration>>;

const noFile = failure(
  'configuration',
  'no configuration file is named',
  'Set INCIDENTFOX_CONFIG to its path, or give it as an argument: incidentfox doctor FILE',
);

function teamsOf(settings: Settings): ExaminedTeam[] {
  const several = settings.teams.length > 1;
  return settings.teams.map((team) => ({ settings: team, prefix: several ? `${team.id}: ` : '' }));
}

async function examineTeam(team: ExaminedTeam, examination: Examination): Promise<Finding[]> {
  const findings = await Promise.all([
    checkIncidentIo(team, examination),
    checkSlack(team, examination),
    checkDataSources(team, examination),
  ]);
  return [...checkWebhook(team), ...findings.flat()].map((finding) => ({
    ...finding,
    subject: `${team.prefix}${finding.subject}`,
  }));
}

function configurationFindings({ faults, mistakes, settings }: Examined): Finding[] {
  const broken = faults.map((fault) => {
    const place = fault.path === '' ? fault.file : fault.path;
    return failure('configuration', `${place}: ${fault.message}`, fault.hint || `Correct it in ${fault.file}.`);
  });
  const noted = [...settings.warnings, ...mistakes.map(sentenceOf)].map((text) => {
    const [what, ...toDo] = text.split('. ');
    return warning('configuration', what ?? text, toDo.join('. ') || 'Look whether this is meant.');
  });
  if (broken.length > 0) return [...broken, ...noted];
  const tools = settings.teams.reduce((count, team) => count + team.tools.length, 0);
  const read = ok(
    'configuration',
    `${settings.teams.length} team(s), ${tools} data source(s), every secret could be read`,
  );
  return [read, ...noted];
}
