/** What a TLS connection is made with, as PEM text. Without `ca` the public authorities count, and NODE_EXTRA_CA_CERTS. */
export interface TlsParts {
  /** The authority, or several in one text, that signed the other side's certificate. */
  readonly ca?: string;
  /** Our own certificate with its chain, where the other side wants one. */
  readonly cert?: string;
  readonly key?: string;
}
