import type { Service } from '@incidentfox/incident';
import type { Condition } from '@incidentfox/policy';
import { closest, suggest } from '../faults/did-you-mean.ts';
import type { LocatedProblem } from '../faults/explain-issue.ts';
import type { TeamSettings } from '../settings.ts';

/** Conditions compare with the names of the catalogue: with another name they would start nothing, or keep nothing out. */
export function unknownServices({ incidentIo: { policy }, services }: TeamSettings): LocatedProblem[] {
  const inList = (list: string, conditions: readonly Condition[]) =>
    conditions.flatMap(({ service }, at): LocatedProblem[] => {
      if (service === undefined || services.some(({ name }) => isSameName(name, service))) return [];
      const meant = services.find(({ aliases }) => aliases.some((alias) => isSameName(alias, service)));
      const path = ['integrations', 'incident_io', list, at, 'service'];
      return [
        meant
          ? { path, message: `"${service}" is an alias`, hint: `Write the service's name, "${meant.name}"` }
          : {
              path,
              message: `no service of the catalogue is called "${service}"`,
              hint: 'Correct it, or add the service',
            },
      ];
    });
  return [...inList('only_if', policy.onlyIf), ...inList('never_if', policy.neverIf)];
}

/**
 * What `depends_on` names and the catalogue does not have, by name or alias: nothing is ever found there. An app goes on without it;
 * a check of the file refuses it.
 */
export function unknownDependencies(services: readonly Service[]): LocatedProblem[] {
  const known = services.flatMap(({ name, aliases }) => [name, ...aliases]);
  return services.flatMap((service, at) =>
    service.dependsOn.flatMap((wanted, index): LocatedProblem[] => {
      if (known.some((name) => isSameName(name, wanted))) return [];
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

const isSameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
