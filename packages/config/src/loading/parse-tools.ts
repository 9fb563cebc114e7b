import { z } from 'zod';
import { suggest } from '../faults/did-you-mean.ts';
import { explainIssue, type LocatedProblem } from '../faults/explain-issue.ts';
import { isObject, valueAt } from '../reading/merge-layers.ts';
import { placeKeys } from '../schema/place.schema.ts';
import { type ToolSchemas, toolKeys } from '../schema/tools.schema.ts';
import type { ToolSettings } from '../settings.ts';
import { knownKeys } from './known-keys.ts';
import { toPlace } from './to-place.ts';

export interface ParsedTool extends ToolSettings {
  /** Where the instance stands: `['tools', 'prometheus', 1]`. */
  path: PropertyKey[];
}

/** Reads `tools`: for each kind one instance or a list of named ones. What is turned off is left out unread. */
export function parseTools(tools: unknown, schemas: ToolSchemas): { tools: ParsedTool[]; faults: LocatedProblem[] } {
  if (tools === undefined) return { tools: [], faults: [] };
  if (!isObject(tools))
    return {
      tools: [],
      faults: [{ path: ['tools'], message: 'must be an object', hint: 'One key for each kind of tool' }],
    };
  const parsed: ParsedTool[] = [];
  const faults: LocatedProblem[] = [];
  for (const [kind, entry] of Object.entries(tools)) {
    const schema = Object.hasOwn(schemas, kind) ? schemas[kind] : undefined;
    if (!schema) {
      faults.push({ path: ['tools', kind], message: 'unknown key', hint: suggest(kind, Object.keys(schemas)) });
      continue;
    }
    const instances = Array.isArray(entry) ? entry : [entry];
    for (const [index, instance] of instances.entries()) {
      const path = Array.isArray(entry) ? ['tools', kind, index] : ['tools', kind];
      const result = parseInstance(kind, instance, schema, path);
      parsed.push(...result.tools);
      faults.push(...result.faults);
    }
  }
  return { tools: parsed, faults: [...faults, ...sameIds(parsed)] };
}

type Parsed = { tools: ParsedTool[]; faults: LocatedProblem[] };

function parseInstance(kind: string, instance: unknown, schema: z.ZodType, path: PropertyKey[]): Parsed {
  if (!isObject(instance))
    return { tools: [], faults: [{ path, message: 'must be an object', hint: `Write ${kind}: { "url": "..." }` }] };
  const { enabled = true, name, ...rest } = instance;
  if (typeof enabled !== 'boolean') {
    const hint = typeof enabled === 'string' ? 'Write it without quotes' : '';
    return { tools: [], faults: [{ path: [...path, 'enabled'], message: 'must be true or false', hint }] };
  }
  if (!enabled) return { tools: [], faults: [] };
  const named = toolKeys.name.safeParse(name);
  const declared = 'shape' in schema ? Object.keys(schema.shape as object) : [];
  // Some kinds have a key of that name among their own (Datadog's environment, the region of AWS): it says the same.
  const isOfAnyTool = (key: string) => key in placeKeys && !declared.includes(key);
  const own = Object.fromEntries(Object.entries(rest).filter(([key]) => !isOfAnyTool(key)));
  const placed = z.object(placeKeys).safeParse(rest);
  const settings = schema.safeParse(own);
  const known = 'shape' in schema ? [...declared, ...Object.keys(toolKeys)] : [];
  const keysAt = knownKeys(schema);
  const faults = [
    ...(named.success
      ? []
      : [{ path: [...path, 'name'], message: 'must be lower-case letters, digits and -', hint: '' }]),
    ...[
      ...(settings.error?.issues ?? []),
      ...(placed.error?.issues ?? []).filter(({ path }) => isOfAnyTool(String(path[0]))),
    ].flatMap((issue) =>
      explainIssue(
        issue,
        (at) => valueAt(rest, at),
        (at) => (at.length === 0 ? known : keysAt(at)),
      ).map((fault) => ({ ...fault, path: [...path, ...fault.path] })),
    ),
  ];
  if (!named.success || !settings.success || !placed.success) return { tools: [], faults };
  const id = named.data === undefined ? kind : named.data.startsWith(kind) ? named.data : `${kind}-${named.data}`;
  const place = toPlace(placed.data);
  return { tools: [{ id, kind, settings: settings.data, ...(place === undefined ? {} : { place }), path }], faults };
}

function sameIds(tools: readonly ParsedTool[]): LocatedProblem[] {
  return tools
    .filter((tool, index) => tools.findIndex((other) => other.id === tool.id) < index)
    .map(({ path, id }) => ({ path, message: `is a second "${id}"`, hint: 'Give each instance a name of its own' }));
}
