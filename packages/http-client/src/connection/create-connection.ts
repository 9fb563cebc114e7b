import { Failure } from '@incidentfox/failures';
import { type Dispatcher, fetch, type RequestInit, type Response } from 'undici';
import { createDispatcher, type OpenDispatcher } from './create-dispatcher.ts';
import { explainConnection } from './explain-connection.ts';
import type { TlsParts } from './tls-parts.ts';

/** How one client reaches its one address: directly or through the proxy of the environment, with its own TLS material. */
export interface Connection {
  /** undici's own over this connection. Throws a `config` failure when a certificate, a key or the proxy's address is none. */
  fetch(url: URL | string, init: RequestInit): Promise<Response>;
  /** For libraries that speak by themselves. Opens nothing yet; throws as `fetch` does. */
  dispatcher(): Promise<Dispatcher>;
  /**
   * What broke the connection to `url`, by default the base address, as a failure that names the setting that cures it; undefined
   * for everything else.
   */
  explain(thrown: unknown, url?: URL): Failure | undefined;
  /** Ends open connections; requests under way fail. */
  close(): Promise<void>;
}

/** Certificates are replaced while we run; a look at a few small files a minute is cheap. */
const rereadAfterMs = 60_000;

/** `tls` is read before the first request and again when the last look is a minute old: a replaced certificate is used then. */
export function createConnection(options: {
  readonly name: string;
  readonly baseUrl: string;
  readonly tls?: (() => Promise<TlsParts>) | undefined;
  readonly now?: () => number;
}): Connection {
  const { name, baseUrl, tls, now = Date.now } = options;
  let open: (OpenDispatcher & { parts: string }) | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    const parts = (await tls?.()) ?? {};
    lookedAt = now();
    const text = JSON.stringify(parts);
    if (open?.parts === text) return;
    const former = open;
    open = { ...openDispatcher(parts), parts: text };
    // What is under way ends with the certificate it began with; nobody waits for that.
    former?.dispatcher.close().catch(() => undefined);
  }

  function openDispatcher(parts: TlsParts): OpenDispatcher {
    try {
      return createDispatcher(baseUrl, parts);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Failure('config', `${name}: no connection can be made with these settings: ${reason}`, { cause });
    }
  }

  async function dispatcher(): Promise<Dispatcher> {
    if (now() - lookedAt >= rereadAfterMs) {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      // Files that cannot be read just now leave what is known in use.
      if (open === undefined) await looking;
      else await looking.catch(() => undefined);
    }
    if (open === undefined) throw new Failure('config', `${name}: no connection could be made`);
    return open.dispatcher;
  }

  return {
    dispatcher,
    fetch: async (url, init) => fetch(url, { ...init, dispatcher: await dispatcher() }),
    explain: (thrown, url = new URL(baseUrl)) => explainConnection(thrown, { name, url, proxy: open?.proxy() }),
    close: async () => open?.dispatcher.destroy(),
  };
}
