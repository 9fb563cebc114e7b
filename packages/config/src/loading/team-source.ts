import type { ConfigFault } from '../faults/config-faults.ts';
import { writePath } from '../faults/config-faults.ts';
import type { LocatedProblem } from '../faults/explain-issue.ts';
import { isObject, merge, valueAt } from '../reading/merge-layers.ts';
import {
  basesOf,
  type JsonObject,
  type Layer,
  type ReadFile,
  readLayers,
  resolveFrom,
} from '../reading/read-layers.ts';

/** One team's configuration before it is checked: merged, with the layers it came from. */
export interface TeamSource {
  id: string;
  content: JsonObject;
  /** Says where a fault at `path` of the merged content really stands. */
  locate: (fault: LocatedProblem) => ConfigFault;
}

/** A layer whose content stands at `at` in its file: `['teams', 1]`, or nothing for a whole file. */
type PlacedLayer = Layer & { at: PropertyKey[] };

/** The teams of a configuration: each has the file's top level, then the files it extends, then its own keys. */
export async function teamSources(
  layers: readonly Layer[],
  readFile: ReadFile,
): Promise<{ teams: TeamSource[]; faults: ConfigFault[] }> {
  const whole = layers.map((layer) => ({ ...layer, at: [] }));
  const listed = [...layers].reverse().find((layer) => layer.content.teams !== undefined);
  const entries = listed?.content.teams;
  if (listed === undefined || !Array.isArray(entries)) return { teams: [teamOf('default', whole)], faults: [] };

  const teams: TeamSource[] = [];
  const faults: ConfigFault[] = [];
  for (const [index, entry] of entries.entries()) {
    if (!isObject(entry)) continue; // the outline's fault
    const placed: PlacedLayer[] = [...whole];
    for (const base of basesOf(entry)) {
      const read = await readLayers(resolveFrom(listed.file, base), readFile);
      faults.push(
        ...read.faults.map((fault) => ({ ...fault, path: fault.path || writePath(['teams', index, 'extends']) })),
      );
      placed.push(...read.layers.map((layer) => ({ ...layer, at: [] })));
    }
    placed.push({ file: listed.file, content: entry, at: ['teams', index] });
    teams.push(teamOf(typeof entry.id === 'string' ? entry.id : `teams[${index}]`, placed));
  }
  return { teams, faults };
}

function teamOf(id: string, layers: readonly PlacedLayer[]): TeamSource {
  const content = layers.map(sectionsOf).reduce(merge, {});
  return { id, content, locate: (fault) => locateIn(layers, fault) };
}

function sectionsOf({ content }: Layer): JsonObject {
  const { integrations, tools, services, environment, cluster, region } = content;
  const sections = { integrations, tools, services, environment, cluster, region };
  return Object.fromEntries(Object.entries(sections).filter(([, section]) => section !== undefined));
}

/** The last layer that has something at the path; for what is missing, the last one that has what is around it. */
export function locateIn(layers: readonly PlacedLayer[], { path, message, hint }: LocatedProblem): ConfigFault {
  for (let length = path.length; length > 0; length--) {
    const holder = layers.findLast((layer) => valueAt(layer.content, path.slice(0, length)) !== undefined);
    if (holder) return { file: holder.file, path: writePath([...holder.at, ...path]), message, hint };
  }
  const last = layers.at(-1);
  return { file: last?.file ?? '', path: writePath([...(last?.at ?? []), ...path]), message, hint };
}
