import type { Connection } from '@incidentfox/http-client';
import type { WebClientOptions } from '@slack/web-api';
import { defaultRetryAfterMs, maxSlackAnswerBytes } from '../../thresholds.ts';

export type SlackFetch = NonNullable<WebClientOptions['fetch']>;

/** What answered is not Slack: a proxy's page, half an answer, nothing at all. It may have happened all the same. */
export class NotFromSlack extends Error {
  override readonly name = 'NotFromSlack';
}

/** The whole answer was not there in time. */
export class AnswerTooLate extends Error {
  override readonly name = 'TimeoutError';
}

export interface BoundedFetchOptions {
  /** Directly, or through the proxy of the environment. */
  readonly connection: Connection;
  /** For the whole exchange, the body included. */
  readonly timeoutMs: number;
  readonly maxBytes?: number;
  /** The `Date` header of every answer that is Slack's own. */
  readonly onDate?: (date: string | null) => void;
}

/**
 * The transport of Slack's SDK with a deadline and a size cap of its own: the SDK reads any body to its end, and takes whatever
 * text comes with status 200 as Slack's own word. Throws `NotFromSlack` for what is not of Slack's form.
 */
export function boundedFetch(options: BoundedFetchOptions): SlackFetch {
  const { connection, timeoutMs, maxBytes = maxSlackAnswerBytes, onDate } = options;
  return async (url, init) => {
    const left = new AbortController();
    const late = AbortSignal.timeout(timeoutMs);
    const callers = init?.signal ? [init.signal as AbortSignal] : [];
    const signal = AbortSignal.any([left.signal, late, ...callers]);
    try {
      const response = await connection.fetch(url, { ...(init as OutgoingInit), signal });
      return toAnswer(response, await readWithin(response, maxBytes));
    } catch (thrown) {
      if (late.aborted || callers.some(({ aborted }) => aborted)) throw new AnswerTooLate();
      throw connection.explain(thrown) ?? thrown;
    } finally {
      left.abort(); // the rest of an answer that is not read is not waited for either
    }
  };

  function toAnswer(response: Received, text: string): Response {
    if (response.status === 200) assertSlackForm(text);
    if (response.status === 200) onDate?.(response.headers.get('date'));
    return new Response(response.status === 204 ? null : text, {
      status: response.status,
      statusText: response.statusText,
      headers: keptHeaders(response),
    });
  }
}

type OutgoingInit = Parameters<Connection['fetch']>[1];
type Received = Awaited<ReturnType<Connection['fetch']>>;

async function readWithin(response: Received, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) throw new NotFromSlack(`the answer is longer than ${maxBytes} bytes`);
    text += decoder.decode(value, { stream: true });
  }
}

const errorWord = /^[a-z][a-z0-9_]{1,79}$/;

/** `{ "ok": true, ... }` or `{ "ok": false, "error": "some_word" }`. */
function assertSlackForm(text: string): void {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new NotFromSlack('the answer is not JSON');
  }
  const { ok, error } = (answer ?? {}) as { ok?: unknown; error?: unknown };
  if (ok === true || (ok === false && typeof error === 'string' && errorWord.test(error))) return;
  throw new NotFromSlack('the answer does not say whether it worked');
}

/** What the SDK looks at. A 429 without a time is given one: the SDK would not know it for a 429 otherwise. */
function keptHeaders(response: Received): Headers {
  const kept = new Headers({ 'content-type': 'application/json' });
  for (const name of ['retry-after', 'x-oauth-scopes', 'x-accepted-oauth-scopes']) {
    const value = response.headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  if (response.status === 429 && !/^\d/.test(kept.get('retry-after') ?? ''))
    kept.set('retry-after', String(defaultRetryAfterMs / 1000));
  return kept;
}
