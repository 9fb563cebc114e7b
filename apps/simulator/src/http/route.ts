import type { Reply, VendorRequest } from './request.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `/v2/incidents/:id`; a part that begins with a colon is named. */
  readonly path: string;
  /** Query parameters the vendor documents. Others are refused. A trailing `*` stands for any ending: `status_category[*`. */
  readonly query?: readonly string[];
  readonly handle: (request: VendorRequest) => Reply | Promise<Reply>;
}

/** Why a request has no handler. */
export type Mismatch =
  | { readonly kind: 'path' }
  | { readonly kind: 'method' }
  | { readonly kind: 'query'; readonly name: string };

export type Match =
  | { readonly route: Route; readonly params: Record<string, string> }
  | { readonly mismatch: Mismatch };

export function findRoute(routes: readonly Route[], request: Omit<VendorRequest, 'params'>): Match {
  const onPath = routes.flatMap((route) => {
    const params = matchPath(route.path, request.path);
    return params ? [{ route, params }] : [];
  });
  if (onPath.length === 0) return { mismatch: { kind: 'path' } };
  const found = onPath.find(({ route }) => route.method === request.method);
  if (!found) return { mismatch: { kind: 'method' } };
  const unknown = [...request.query.keys()].find((name) => !isDocumented(found.route.query ?? [], name));
  return unknown === undefined ? found : { mismatch: { kind: 'query', name: unknown } };
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const actual = path.split('/');
  if (wanted.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = actual[i] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

const isDocumented = (names: readonly string[], name: string) =>
  names.some((known) => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : known === name));
