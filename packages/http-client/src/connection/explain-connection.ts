import { Failure } from '@incidentfox/failures';
import { ProxyTrouble } from './proxy-trouble.ts';

interface Asked {
  readonly name: string;
  readonly url: URL;
  readonly proxy: string | undefined;
}

/**
 * A connection that TLS or a proxy broke, in a sentence that names what cures it. Undefined when it broke for another reason. Such
 * failures are of kind `network`: an incident must not be given up because a certificate was being replaced.
 */
export function explainConnection(thrown: unknown, asked: Asked): Failure | undefined {
  const causes = causesOf(thrown);
  const trouble = causes.find((one) => one instanceof ProxyTrouble);
  if (trouble !== undefined) return withProxy(trouble, asked, thrown);
  // undici's own words where a proxy that passes plain HTTP on wants to know who we are.
  if (asked.proxy !== undefined && causes.some(({ message }) => /Proxy Authentication Required/.test(message)))
    return withProxy(new ProxyTrouble(asked.proxy, { status: 407 }), asked, thrown);
  const words = asked.url.protocol === 'https:' ? tlsWords(causes, asked.url.hostname, '`ca`') : undefined;
  if (words === undefined) return undefined;
  const through = asked.proxy === undefined ? '' : ` (through the proxy ${asked.proxy}, which may answer in its place)`;
  return new Failure('network', `${asked.name} at ${asked.url.origin}${through}: ${words}`, { cause: thrown });
}

function withProxy({ proxy, status, cause }: ProxyTrouble, { name, url }: Asked, thrown: unknown): Failure {
  const tell = (sentence: string) =>
    new Failure('network', `${name} at ${url.origin} was not reached: ${sentence}`, { cause: thrown });
  if (status === 407) return tell(`the proxy ${proxy} wants other credentials; give them in HTTPS_PROXY or HTTP_PROXY`);
  if (status === 502 || status === 503 || status === 504)
    return tell(`the proxy ${proxy} could not reach ${url.host} itself (HTTP ${status}); is it a host for NO_PROXY?`);
  if (status !== undefined)
    return tell(
      `the proxy ${proxy} does not let requests through to ${url.host} (HTTP ${status}); allow it there, or name the host in NO_PROXY`,
    );
  const causes = causesOf(cause);
  const words = tlsWords(causes, new URL(proxy).hostname, 'NODE_EXTRA_CA_CERTS');
  if (words !== undefined) return tell(`the proxy ${proxy}: ${words}`);
  const code = causes.map(codeOf).find((one) => one !== '');
  const reason = code === undefined ? 'does not answer' : `could not be reached (${code})`;
  return tell(`the proxy ${proxy} ${reason}; check HTTPS_PROXY, HTTP_PROXY and NO_PROXY`);
}

const unknownIssuer =
  /^(UNABLE_TO_(GET_ISSUER_CERT(_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_(UNTRUSTED|SIGNATURE_FAILURE|REJECTED)|INVALID_CA)$/;

/** What is wrong between two certificates; `setting` is where an authority is made known. */
function tlsWords(causes: readonly Error[], host: string, setting: string): string | undefined {
  for (const cause of causes) {
    const code = codeOf(cause);
    if (unknownIssuer.test(code))
      return `its certificate is signed by an authority that is not known here (${code}): set ${setting} to the PEM of that authority`;
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
      return `its certificate is for ${namesOf(cause)}, not for ${host}: configure the host name that it has`;
    if (code === 'CERT_HAS_EXPIRED')
      return 'its certificate, or that of its authority, has expired; it has to be renewed there';
    if (code === 'CERT_NOT_YET_VALID') return 'its certificate is not valid yet: is the clock of this machine right?';
    if (code === 'CERT_REVOKED') return 'its certificate was revoked; it has to be replaced there';
    if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')
      return 'it does not speak TLS there: should the address begin with http://, or have another port?';
    if (/ALERT_CERTIFICATE_REQUIRED|ALERT_HANDSHAKE_FAILURE|ALERT_(BAD|UNKNOWN|UNSUPPORTED)_CERTIFICATE/.test(code))
      return `it refuses this connection without a client certificate that it knows (${code}): set \`client_cert\` and \`client_key\``;
    if (/ALERT_(UNKNOWN_CA|CERTIFICATE_(EXPIRED|REVOKED|UNKNOWN)|DECRYPT_ERROR|ACCESS_DENIED)/.test(code))
      return `it does not accept our client certificate (${code}): renew \`client_cert\` and \`client_key\``;
    if (isUnanswered(cause))
      return 'it ended the connection without an answer; a server that wants a client certificate does so: `client_cert`, `client_key`';
    if (/^ERR_SSL_|^ERR_TLS_/.test(code)) return `no TLS connection could be agreed on (${code})`;
  }
  return undefined;
}

/** With TLS 1.3 a server that misses our certificate lets the connection stand, and ends it when it is asked. */
function isUnanswered(cause: Error): boolean {
  const { socket } = cause as { socket?: { bytesRead?: unknown } };
  return codeOf(cause) === 'UND_ERR_SOCKET' && socket?.bytesRead === 0;
}

/** `DNS:prometheus.internal`, as the certificate says it. */
function namesOf(cause: Error): string {
  const { cert } = cause as { cert?: { subjectaltname?: unknown; subject?: { CN?: unknown } } };
  return String(cert?.subjectaltname ?? cert?.subject?.CN ?? 'another host').slice(0, 120);
}

const codeOf = (error: Error): string => String((error as NodeJS.ErrnoException).code ?? '');

/** The error with what caused it, outermost first. Not `instanceof`: Node's own errors may be of another realm. */
function causesOf(thrown: unknown): Error[] {
  const causes: Error[] = [];
  for (let at = thrown; isError(at) && causes.length < 6; at = at.cause) causes.push(at);
  return causes;
}

function isError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'message') === 'string';
}
