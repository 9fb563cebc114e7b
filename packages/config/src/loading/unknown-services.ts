import type { Condition } from '@incidentfox/policy';
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

const isSameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
