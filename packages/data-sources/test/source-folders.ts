import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Capability } from '@incidentfox/incident';

/** Beyond about a dozen files a folder no longer shows its shape: then a story gets a folder of its own. */
const maxFiles = 14;

const required = ['README.md', 'client.ts', 'index.ts', 'responses.schema.ts', 'settings.ts'];
const optional = ['check.ts', 'deps.ts', 'limits.ts', 'queries.ts'];
/** Mappers, and what chooses the service's own among the vendor's things. */
const roles = /^(to|pick)-[a-z0-9]+(-[a-z0-9]+)*\.ts$/;
const asks = /^ask-([a-z]+)\.ts$/;
const story = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const drawers = new Set(['common', 'core', 'helpers', 'lib', 'misc', 'shared', 'utils']);

/** What a folder may do otherwise than the others, with the reason. */
export interface FolderException {
  readonly without?: readonly string[];
  /** Capabilities that need no `ask-<capability>.ts`. */
  readonly askedElsewhere?: readonly Capability[];
  readonly because: string;
}

/** A source is a folder with settings; the others hold what sources share. */
export function sourceFolders(src: string): string[] {
  return readdirSync(src, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(src, entry.name, 'settings.ts')))
    .map(({ name }) => name);
}

/** What in a source's folder is called otherwise than in every other, one sentence each; empty when all is well. */
export function folderFaults(
  path: string,
  capabilities: readonly Capability[],
  exception: FolderException = { because: '' },
): string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const { without = [], askedElsewhere = [] } = exception;
  const asked = capabilities.filter((capability) => !askedElsewhere.includes(capability));
  const missing = [...required.filter((name) => !without.includes(name)), ...asked.map((one) => `ask-${one}.ts`)];
  return [
    ...missing.filter((name) => !files.includes(name)).map((name) => `${name} is missing`),
    ...files.filter((name) => !isKnown(name, capabilities)).map((name) => `${name} is no name a source's file has`),
    ...tooMany('the folder', files),
    ...entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => storyFaults(path, name)),
  ];
}

function isKnown(name: string, capabilities: readonly string[]): boolean {
  const capability = asks.exec(name)?.[1];
  if (capability !== undefined) return capabilities.includes(capability);
  return required.includes(name) || optional.includes(name) || roles.test(name);
}

function storyFaults(path: string, name: string): string[] {
  const inside = readdirSync(join(path, name), { withFileTypes: true });
  return [
    ...(story.test(name) && !drawers.has(name) ? [] : [`${name}/ does not name a story`]),
    ...inside.filter((entry) => entry.isDirectory()).map((entry) => `${name}/${entry.name}/ is a folder in a folder`),
    ...tooMany(`${name}/`, inside),
  ];
}

const tooMany = (where: string, files: readonly unknown[]): string[] =>
  files.length > maxFiles ? [`${where} holds ${files.length} files, more than ${maxFiles}`] : [];
