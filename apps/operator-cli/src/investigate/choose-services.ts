import { suggest, type TeamSettings } from '@incidentfox/config';
import { nameOwners } from '@incidentfox/data-sources';
import { WrongUsage } from '../cli-command.ts';

/**
 * The catalogue's own names of the services that were typed, by name or alias. With an empty catalogue they stay as they are: the worker
 * knows what it found by itself.
 * @throws WrongUsage when one is in no entry
 */
export function chooseServices(
  { services }: Pick<TeamSettings, 'services'>,
  typed: readonly string[] | undefined,
): string[] | undefined {
  if (typed === undefined || services.length === 0) return typed && [...typed];
  const ownerOf = nameOwners(services);
  const names = services.map(({ name }) => name);
  return typed.map((one) => {
    const service = ownerOf(one);
    if (service !== undefined) return service.name;
    throw new WrongUsage(`no service of the catalogue is called "${one}". ${suggest(one, names, typed)}`);
  });
}
