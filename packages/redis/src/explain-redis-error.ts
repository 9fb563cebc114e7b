import { Failure, type FailureKind } from '@incidentfox/failures';

type Explanation = readonly [said: RegExp, kind: FailureKind, sentence: string];

const clusterSentence =
  'Redis is a Cluster whose slots do not fit the keys of a queue: give the queue a Redis that is no Cluster, or a single-node one with a QUEUE_PREFIX in braces, for example {fox}';

/** What Redis and TLS say, by the beginning of the message or the code, and what it means to the operator. */
const explanations: readonly Explanation[] = [
  [/^NOAUTH/, 'auth', 'Redis asks for a password: put it into REDIS_URL'],
  [/^WRONGPASS|invalid (username-)?password/i, 'auth', 'Redis refuses the user or the password of REDIS_URL'],
  [/^NOPERM/, 'forbidden', 'Redis does not allow the user of REDIS_URL what a queue needs: +@all on its keys'],
  [/^CROSSSLOT|^MOVED|^ASK |^CLUSTERDOWN/, 'config', clusterSentence],
  [/^READONLY/, 'unavailable', 'Redis refuses writes: it is a replica now, most likely in a fail-over'],
  [/^OOM/, 'unavailable', 'Redis refuses writes: its memory (maxmemory) is full'],
  [/^MISCONF/, 'unavailable', 'Redis refuses writes: it cannot save to its disk'],
  [/^NOREPLICAS/, 'unavailable', 'Redis refuses writes: too few of its replicas are connected'],
  [/^LOADING|^MASTERDOWN|^BUSY /, 'unavailable', 'Redis does not answer yet: it is loading or busy'],
  [
    /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_UNTRUSTED/,
    'config',
    "Redis's certificate is signed by an authority that is not known here: name its file in NODE_EXTRA_CA_CERTS",
  ],
  [/CERT_HAS_EXPIRED/, 'config', "Redis's certificate has expired"],
  [/ERR_TLS_CERT_ALTNAME_INVALID/, 'config', "Redis's certificate is for another host than REDIS_URL names"],
  [
    /ERR_SSL|EPROTO|wrong version number/,
    'config',
    'Redis does not speak TLS at this address: use redis:// for rediss://, or its TLS port',
  ],
  [/ENOTFOUND|EAI_AGAIN/, 'network', 'the host of REDIS_URL cannot be found'],
  [/ECONNREFUSED/, 'network', 'nothing listens at the address of REDIS_URL'],
];

/** The failure that an error of Redis means, with a sentence of its own; null for what is not known. Never holds a password. */
export function explainRedisError(error: unknown): Failure | null {
  const { code = '', message = '' } = (error ?? {}) as { code?: unknown; message?: unknown };
  const parts = [String(code), String(message)];
  for (const [said, kind, sentence] of explanations)
    if (parts.some((part) => said.test(part))) return new Failure(kind, sentence, { cause: error });
  return null;
}

/** True for what only an operator can mend: trying again at the start would never help. */
export function isLasting({ kind }: Failure): boolean {
  return kind === 'auth' || kind === 'forbidden' || kind === 'config';
}
