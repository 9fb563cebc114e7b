import { dirname, isAbsolute, resolve } from 'node:path';
import type { ConfigFault } from '../faults/config-faults.ts';
import { parseFileText } from './parse-file-text.ts';

export type JsonObject = { [key: string]: unknown };

/** One file's content. A later layer overrides an earlier one. */
export interface Layer {
  file: string;
  content: JsonObject;
}

export type ReadFile = (path: string) => Promise<string>;

const maxFiles = 20;

/**
 * A file and everything it `extends`, base first. A file that cannot be read, is neither JSON nor YAML, or extends itself is a fault; the
 * rest is still read, so that one start shows all faults.
 */
export async function readLayers(
  file: string,
  readFile: ReadFile,
): Promise<{ layers: Layer[]; faults: ConfigFault[] }> {
  const layers: Layer[] = [];
  const faults: ConfigFault[] = [];
  let read = 0;

  const visit = async (path: string, from: string[], at: string): Promise<void> => {
    const fault = (message: string, hint: string) =>
      faults.push({ path: at, message, hint, file: from.at(-1) ?? path });
    if (from.includes(path)) {
      fault(`extends itself by way of ${[...from.slice(from.indexOf(path)), path].join(' -> ')}`, 'Take one link out');
      return;
    }
    if (++read > maxFiles) {
      if (read === maxFiles + 1) fault(`more than ${maxFiles} files are extended`, 'Join some of them');
      return;
    }
    const content = await readObject(path, readFile);
    if ('message' in content) {
      fault(from.length > 0 ? `${path} ${content.message}` : content.message, content.hint);
      return;
    }
    for (const base of basesOf(content.object)) await visit(resolveFrom(path, base), [...from, path], 'extends');
    layers.push({ file: path, content: content.object });
  };

  await visit(file, [], '');
  return { layers, faults };
}

/** Files named by `extends`; a wrong type is left for the schema to name. */
export function basesOf(content: JsonObject): string[] {
  const { extends: bases } = content;
  const list = Array.isArray(bases) ? bases : [bases];
  return list.filter((base): base is string => typeof base === 'string' && base !== '');
}

export function resolveFrom(file: string, base: string): string {
  return isAbsolute(base) ? base : resolve(dirname(file), base);
}

async function readObject(
  path: string,
  readFile: ReadFile,
): Promise<{ object: JsonObject } | { message: string; hint: string }> {
  let text: string;
  try {
    text = await readFile(path);
  } catch (error) {
    const code =
      error instanceof Error || typeof error === 'object' ? String(Reflect.get(error as object, 'code')) : '';
    return { message: `cannot be read (${code})`, hint: 'Check the path and the permissions' };
  }
  const parsed = parseFileText(path, text);
  if ('fault' in parsed) {
    const { line, column, hint } = parsed.fault;
    return { message: `is not ${parsed.format} (line ${line}, column ${column})`, hint };
  }
  const { value } = parsed;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { object: value as JsonObject };
  return { message: 'must hold an object', hint: 'Start it with { and end it with }, or with a key in YAML' };
}
