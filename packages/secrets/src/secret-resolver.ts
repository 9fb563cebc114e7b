import { readFile as readFromDisk } from 'node:fs/promises';
import { asFailure, Failure } from '@incidentfox/failures';
import { parseReference, type SecretReference } from './secret-reference.ts';

/** Turns references into values. Values are cached for a short while; `refresh` asks again at once. */
export interface SecretResolver {
  /** The value, or a `Failure` that names the place and never the value. */
  resolve: (reference: string) => Promise<string>;
  /** As `resolve`, past the cache unless that was filled seconds ago: after a vendor answered 401. */
  refresh: (reference: string) => Promise<string>;
  close: () => Promise<void>;
}

/** Reads the secrets of one kind of place. */
export interface SecretStore<Kind extends SecretReference['kind'] = SecretReference['kind']> {
  read(reference: Extract<SecretReference, { kind: Kind }>): Promise<string>;
  close?(): Promise<void>;
}

export type SecretStores = { readonly [Kind in 'vault' | 'aws-sm']?: () => Promise<SecretStore<Kind>> };

export interface SecretResolverOptions {
  env: Readonly<Record<string, string | undefined>>;
  readFile?: (path: string) => Promise<string>;
  /** Opened when the first reference of that kind is met, so that nothing is loaded that is not configured. */
  stores?: SecretStores;
  now?: () => number;
  /** How long a value is kept, milliseconds. */
  cacheMs?: number;
}

/** A vendor that refuses every request must not make us ask the secret store as often. */
const minMsBetweenReads = 5_000;

/** Resolves `env:`, `file:`, plain values, and whatever `stores` adds. */
export function createResolver(options: SecretResolverOptions): SecretResolver {
  const {
    env,
    readFile = (path) => readFromDisk(path, 'utf8'),
    stores = {},
    now = Date.now,
    cacheMs = 300_000,
  } = options;
  const cache = new Map<string, { value: Promise<string>; readAt: number }>();
  const opened = new Map<string, Promise<SecretStore>>();

  const openStore = (kind: 'vault' | 'aws-sm'): Promise<SecretStore> => {
    const open = stores[kind] as (() => Promise<SecretStore>) | undefined;
    if (!open) throw new Failure('config', `${kind} is not set up here`);
    const store = opened.get(kind) ?? open();
    opened.set(kind, store);
    store.catch(() => opened.delete(kind));
    return store;
  };

  const read = async (text: string): Promise<string> => {
    const reference = parseReference(text);
    switch (reference.kind) {
      case 'plain':
        return text;
      case 'env':
        return present(env[reference.name], `the environment variable ${reference.name} is not set`);
      case 'file':
        return present(await readSecretFile(reference.path, readFile), `the file ${reference.path} is empty`);
      default:
        return present(await (await openStore(reference.kind)).read(reference), `${text} is empty`);
    }
  };

  const readUnlessYounger = (reference: string, ageMs: number): Promise<string> => {
    const cached = cache.get(reference);
    if (cached && now() - cached.readAt < ageMs) return cached.value;
    const entry = { value: read(reference), readAt: now() };
    cache.set(reference, entry);
    entry.value.catch(() => cache.get(reference) === entry && cache.delete(reference)); // asked again next time
    return entry.value;
  };

  return {
    resolve: (reference) => readUnlessYounger(reference, cacheMs),
    refresh: (reference) => readUnlessYounger(reference, Math.min(cacheMs, minMsBetweenReads)),
    close: async () => {
      for (const store of opened.values()) await (await store).close?.();
    },
  };
}

async function readSecretFile(path: string, readFile: (path: string) => Promise<string>): Promise<string> {
  try {
    return (await readFile(path)).replace(/\r?\n$/, '');
  } catch (error) {
    const { message } = asFailure(error, `the file ${path} cannot be read`);
    throw new Failure('config', message.split(', open')[0] ?? message);
  }
}

function present(value: string | undefined, absence: string): string {
  if (value === undefined || value === '') throw new Failure('config', absence);
  return value;
}
