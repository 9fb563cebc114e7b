import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { Agent, type buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { ProxyTrouble } from './proxy-trouble.ts';
import type { TlsParts } from './tls-parts.ts';

export interface OpenDispatcher {
  readonly dispatcher: Dispatcher;
  /** The proxy that requests to this address went through so far, without its credentials. */
  proxy(): string | undefined;
}

/**
 * Reaches `url` as the environment says: through HTTP_PROXY or HTTPS_PROXY unless NO_PROXY names its host. This machine itself is
 * never reached through a proxy, which would look for it at its own place. Throws when certificate, key or proxy address is none.
 */
export function createDispatcher(url: string, tls: TlsParts = {}): OpenDispatcher {
  // A text that is no certificate is a fault of the settings, told before anybody is asked. OpenSSL itself would take it for none.
  if (tls.ca !== undefined) new X509Certificate(tls.ca);
  // Without any, nothing is loaded: the public authorities take their time.
  if (Object.keys(tls).length > 0) createSecureContext(tls);
  if (isLoopback(new URL(url).hostname))
    return { dispatcher: new Agent({ connect: { ...tls } }), proxy: () => undefined };
  const proxies = new Set<string>();
  let used: string | undefined;
  const openProxy = (address: URL, { connect }: Pool.Options): ProxyPool => {
    const proxy = address.origin;
    const toProxy: buildConnector.connector = (options, done) =>
      (connect as buildConnector.connector)(options, (...[problem, socket]: Parameters<typeof done>) => {
        used = proxy;
        if (problem === null && socket !== null) done(null, socket);
        else done(new ProxyTrouble(proxy, { cause: problem }), null);
      });
    return new ProxyPool(proxy, { connect: toProxy });
  };
  const dispatcher = new EnvHttpProxyAgent({
    connect: { ...tls },
    requestTls: { ...tls },
    // As curl does: most proxies open tunnels to port 443 only, and pass plain HTTP on as it is.
    proxyTunnel: false,
    clientFactory: (address, options) => {
      proxies.add(address.href);
      return openProxy(address, options as Pool.Options);
    },
    factory: (origin, options) =>
      proxies.has(String(origin))
        ? openProxy(new URL(origin), options as Pool.Options)
        : new Pool(origin, options as Pool.Options),
  });
  return { dispatcher, proxy: () => used };
}

/** Connections to a proxy. A tunnel that it does not open is its refusal, by its status. */
class ProxyPool extends Pool {
  readonly #proxy: string;

  constructor(proxy: string, options: Pool.Options) {
    super(proxy, options);
    this.#proxy = proxy;
  }

  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>;
  override connect(options: Dispatcher.ConnectOptions, callback: never): void;
  override async connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    const answer = await super.connect(options);
    if (answer.statusCode === 200) return answer;
    answer.socket.on('error', () => {}).destroy();
    throw new ProxyTrouble(this.#proxy, { status: answer.statusCode });
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
}
