import type { Service } from '@incidentfox/incident';
import { closest, suggest } from '../faults/did-you-mean.ts';
import type { LocatedProblem } from '../faults/explain-issue.ts';

/**
 * What `depends_on` names and the catalogue does not have, by name or alias: nothing is ever found there. An app goes on without it;
 * a check of the file refuses it.
 */
export function unknownDependencies(services: readonly Service[]): LocatedProblem[] {
  const known = new Set(services.flatMap(({ name, aliases }) => [name, ...aliases]).map(plain));
  return services.flatMap((service, at) =>
    service.dependsOn.flatMap((wanted, index): LocatedProblem[] => {
      if (known.has(plain(wanted))) return [];
      const others = services.map(({ name }) => name).filter((name) => name !== service.name);
      const isNear = closest(wanted, others) !== undefined;
      return [
        {
          path: ['services', at, 'depends_on', index],
          message: `no service of the catalogue is called "${wanted}"`,
          hint: isNear ? suggest(wanted, others, service.dependsOn) : 'Correct it, or add an entry for it',
        },
      ];
    }),
  );
}

const plain = (name: string): string => name.trim().toLowerCase();
