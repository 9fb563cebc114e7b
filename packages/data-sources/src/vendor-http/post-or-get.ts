import { Failure } from '@incidentfox/failures';
import type { HttpClient, HttpRequest, HttpResponse } from '@incidentfox/http-client';

/** What something in between answers that lets only GET pass. A 403 may also be the server's own: then GET gets the same. */
const blocked: ReadonlySet<number | undefined> = new Set([403, 405]);

/**
 * Reads by POST, as long expressions do not fit into an address, and by GET where POST is blocked. Which one it is, is found out once
 * and kept for the connection.
 */
export function createPostOrGet(http: HttpClient) {
  let onlyGet = false;
  return async <T>(
    request: Omit<HttpRequest<T>, 'method' | 'query' | 'form'> & { readonly form: Readonly<Record<string, string>> },
  ): Promise<HttpResponse<T>> => {
    const { form, ...rest } = request;
    const get = () => http.request({ ...rest, query: form });
    if (onlyGet) return get();
    try {
      return await http.request({ ...request, method: 'POST' });
    } catch (refused) {
      if (!isBlocked(refused)) throw refused;
      try {
        const answer = await get();
        onlyGet = true;
        return answer;
      } catch (thrown) {
        if (isBlocked(thrown)) throw refused;
        onlyGet = thrown instanceof Failure && thrown.status !== undefined;
        throw thrown;
      }
    }
  };
}

const isBlocked = (thrown: unknown): boolean => thrown instanceof Failure && blocked.has(thrown.status);
