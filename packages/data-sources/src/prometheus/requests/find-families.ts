import type { SeenNaming } from '../namings/seen-naming.ts';
import { familiesByStructure, notServed } from './by-structure.ts';
import type { RequestFamily } from './request-family.ts';

/** A family a service has, with the names it has there, and the naming that family prefers. */
export interface FoundFamily {
  readonly family: RequestFamily;
  readonly naming: SeenNaming;
  /** It only looks like requests: nobody knows the names. */
  readonly isGuess: boolean;
}

/**
 * The families a service has, best first: those with their usual names, those with a prefix of the house before every name, and what only
 * looks like requests.
 */
export function findFamilies(seen: readonly SeenNaming[], families: readonly RequestFamily[]): FoundFamily[] {
  const found = (resolve: (family: RequestFamily, naming: SeenNaming) => RequestFamily | null) =>
    families.flatMap((family) => {
      for (const naming of inOrder(seen, family.labels)) {
        const resolved = resolve(family, naming);
        if (resolved !== null) return [{ family: resolved, naming, isGuess: false }];
      }
      return [];
    });
  const usual = found(asItIs);
  if (usual.length > 0) return usual;
  const prefixed = found(withPrefix);
  if (prefixed.length > 0) return prefixed;
  return seen.flatMap((naming) =>
    familiesByStructure(naming.metrics).map((family) => ({ family, naming, isGuess: true })),
  );
}

/** The name that a histogram has when it is a native one: without the endings of its parts. */
export const nativeOf = ({ requests, latency }: RequestFamily): string | null =>
  latency.find(({ histogram }) => requests === `${histogram}_count`)?.histogram ?? null;

/** With dots where others have underscores. */
const plain = (name: string) => name.replaceAll(/[^a-zA-Z0-9_:]/g, '_');

function asItIs(family: RequestFamily, { metrics }: SeenNaming): RequestFamily | null {
  if (metrics.has(family.requests)) return family;
  const native = nativeOf(family);
  if (native !== null && metrics.has(native)) return { ...family, requests: native };
  const dotted = [...metrics].find((name) => name.includes('.') && plain(name) === family.requests);
  return dotted === undefined
    ? null
    : renamed(family, dotted, (name) => [...metrics].find((one) => plain(one) === name));
}

/** Only names that say of themselves that they are about HTTP or remote calls can have anything before them. */
function withPrefix(family: RequestFamily, { metrics }: SeenNaming): RequestFamily | null {
  if (!/^(?:http|grpc|rpc)_/.test(family.requests)) return null;
  const name = [...metrics].filter((one) => one.endsWith(`_${family.requests}`) && !notServed.test(one)).sort()[0];
  if (name === undefined) return null;
  const prefix = name.slice(0, -family.requests.length);
  return renamed(family, name, (one) => [`${prefix}${one}`, one].find((each) => metrics.has(each)));
}

function renamed(
  family: RequestFamily,
  requests: string,
  nameOf: (usual: string) => string | undefined,
): RequestFamily {
  const latency = family.latency.map(({ histogram, unit }) => {
    const found = ['_bucket', '_sum'].flatMap(
      (suffix) => nameOf(`${histogram}${suffix}`)?.slice(0, -suffix.length) ?? [],
    );
    return { histogram: found[0] ?? histogram, unit };
  });
  return { ...family, requests, latency };
}

/** A label the family prefers before any other that also matched. */
function inOrder(seen: readonly SeenNaming[], labels: readonly string[]): SeenNaming[] {
  const rank = (one: SeenNaming) => (labels.includes(one.label) ? labels.indexOf(one.label) : labels.length);
  return [...seen].sort((a, b) => rank(a) - rank(b));
}
