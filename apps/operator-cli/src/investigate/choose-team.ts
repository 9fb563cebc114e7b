import type { Settings, TeamSettings } from '@incidentfox/config';
import { Failure } from '@incidentfox/failures';
import { WrongUsage } from '../cli-command.ts';

/**
 * The team that was named, or the only one.
 * @throws WrongUsage when none or another was named
 * @throws Failure (`config`) when the team cannot look incidents up
 */
export function chooseTeam(settings: Settings, name: string | undefined): TeamSettings {
  const names = settings.teams.map((team) => team.id);
  const team =
    name === undefined && names.length === 1 ? settings.teams[0] : settings.teams.find(({ id }) => id === name);
  if (!team) throw new WrongUsage(`Choose the team with --team: ${names.join(', ')}`);
  if (!team.incidentIo.apiKey)
    throw new Failure('config', 'integrations.incident_io.api_key is missing: the incident cannot be looked up');
  return team;
}
