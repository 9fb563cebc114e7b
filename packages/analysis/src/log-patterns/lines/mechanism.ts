/** What an error text says went wrong. */
export type Mechanism =
  | 'out_of_memory'
  | 'disk_full'
  | 'certificate'
  | 'dns'
  | 'pool_exhausted'
  | 'database'
  | 'rate_limited'
  | 'missing_configuration'
  | 'refused'
  | 'timeout'
  | 'unavailable'
  | 'authentication'
  | 'exception';

/** The first that matches wins, so the more specific words come first. */
const phrases: readonly (readonly [Mechanism, RegExp])[] = [
  [
    'out_of_memory',
    /out of memory|outofmemory|oom[- ]?kill|cannot allocate memory|heap (?:space|limit)|allocation failed/i,
  ],
  ['disk_full', /no space left|disk (?:is )?full|enospc|disk quota|read-only file system/i],
  [
    'certificate',
    /x509|certificate|cert (?:has )?expired|\bcert_|tls handshake|ssl handshake|sslhandshake|unable to verify|self[- ]signed|handshake failure/i,
  ],
  [
    'dns',
    /no such host|enotfound|eai_again|name resolution|unknown host|unknownhost|could not resolve|cannot resolve|name or service not known|nxdomain|servfail|server misbehaving|\blookup \S+ on \S+:\d+|getaddrinfo|\bdns\b/i,
  ],
  [
    'pool_exhausted',
    /pool (?:is )?(?:exhausted|full|empty|timeout)|pool exhaust|connection pool|too many connections|remaining connection slots|too many open files|emfile|connections? limit|no (?:free|available|idle) connections?|thread pool|too many clients|queuepool limit|connection is not available/i,
  ],
  [
    'database',
    /deadlock|lock wait timeout|duplicate key|relation ".*" does not exist|unknown column|no such table|sqlstate|replication lag|primary (?:is )?not (?:available|found)|not master|readonly you can't write|statement timeout|sqlexception|database is locked|psycopg|pg::|mysqld?|postgres|mongo(?:db|server|network)/i,
  ],
  ['rate_limited', /rate.?limit|too many requests|\b429\b|throttl|quota exceeded/i],
  [
    'missing_configuration',
    /missing (?:required )?(?:config|env|setting|key|variable|property)|environment variable|config(?:uration)? (?:error|key|value|missing|invalid|not found)|invalid (?:config|configuration|setting|value for)|unknown (?:option|flag|setting|property)|could not resolve placeholder|failed to (?:load|parse|read) (?:config|configuration|settings)|feature flag/i,
  ],
  [
    'refused',
    /connection refused|econnrefused|connect: connection reset|connection reset|econnreset|broken pipe|no route to host|network is unreachable|ehostunreach/i,
  ],
  ['timeout', /time[d]?[- ]?out|deadline exceeded|etimedout|context canceled|timeoutexception|took too long/i],
  [
    'unavailable',
    /service unavailable|no healthy upstream|upstream connect error|bad gateway|internal server error|\b50[234]\b|circuit breaker (?:is )?open|circuit open|unavailable|\bstatus(?:_?code)?[=: ]+"?5\d\d|answered 5\d\d/i,
  ],
  [
    'authentication',
    /unauthori[sz]ed|forbidden|invalid (?:token|credentials|api key)|access denied|permission denied|authentication failed|\b40[13]\b/i,
  ],
  [
    'exception',
    /null ?pointer|undefined is not|cannot read propert|nil pointer|index out of|typeerror|keyerror|valueerror|attributeerror|referenceerror|illegalstate|illegalargument|classcast|segmentation fault|panic:|assertion failed|unhandled|uncaught|traceback|stack ?trace|exception/i,
  ],
];

/** What `text` says went wrong, or null when it does not say. Reads the words only; who is to blame is decided elsewhere. */
export function mechanismOf(text: string): Mechanism | null {
  for (const [mechanism, pattern] of phrases) if (pattern.test(text)) return mechanism;
  return null;
}
