import { z } from 'zod';
import type { JsonObject } from '../reading/read-layers.ts';

/** The keys a schema knows at a path: what an unknown key there may have been meant to be. */
export function knownKeys(schema: z.ZodType): (path: readonly PropertyKey[]) => string[] {
  let published: JsonObject | undefined;
  return (path) => {
    published ??= z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonObject;
    const root = published;
    const at = path.reduce<JsonObject[]>((nodes, part) => nodes.flatMap((node) => step(node, part, root)), [root]);
    return [
      ...new Set(
        at.flatMap((node) => open(node, root)).flatMap((node) => Object.keys((node.properties ?? {}) as object)),
      ),
    ];
  };
}

function step(node: JsonObject, part: PropertyKey, root: JsonObject): JsonObject[] {
  return open(node, root).flatMap((one) => {
    const next =
      typeof part === 'number'
        ? one.items
        : ((one.properties as JsonObject | undefined)?.[String(part)] ?? one.additionalProperties);
    return typeof next === 'object' && next !== null ? [next as JsonObject] : [];
  });
}

/** A node with its references and alternatives opened. */
function open(node: JsonObject, root: JsonObject): JsonObject[] {
  if (typeof node.$ref === 'string') {
    const target = node.$ref
      .split('/')
      .slice(1)
      .reduce<unknown>((at, part) => (at as JsonObject | undefined)?.[part], root);
    return target ? open(target as JsonObject, root) : [];
  }
  const branches = (node.anyOf ?? node.oneOf) as JsonObject[] | undefined;
  return branches ? branches.flatMap((branch) => open(branch, root)) : [node];
}
