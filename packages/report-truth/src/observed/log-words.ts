/** Words of log lines by which each kind of trouble is told. Broader than what a report needs: they are here to refute. */
export const logWords = {
  memory: /memory|\boom|heap|allocat|exit code 137/i,
  disk: /no space|disk|enospc|read-only file/i,
  connections:
    /pool|too many|connection slots|open files|emfile|connections? limit|(?:free|available|idle) connections?|clients|connection is not available/i,
  dns: /no such host|enotfound|eai_again|resol(?:ve|ution)|unknown ?host|not known|nxdomain|servfail|misbehaving|lookup|getaddrinfo|\bdns\b/i,
  certificate: /x509|certificate|\bcert|tls|ssl|pkix|self[- ]signed/i,
  rate: /rate.?limit|too many requests|429|throttl|quota|limit exceeded/i,
  exception:
    /exception|error|panic|traceback|null|undefined|nil |nonetype|index|assert|unhandled|uncaught|segmentation|stack/i,
  setting: /config|env|setting|variable|property|option|flag|placeholder|missing|unset/i,
  access: /unauthori|forbidden|token|credential|api key|denied|authenticat|permission|40[13]/i,
  database:
    /deadlock|lock|duplicate key|relation|column|table|sql|replica|primary|master|statement|database|psycopg|pg::|mysql|postgres|mongo|redis|transaction/i,
  timeout: /time[ds]?[- _]?out|deadline|etimedout|cancell?ed|too long/i,
  unreachable:
    /refused|reset|broken pipe|no route|unreachable|unavailable|no healthy|upstream|bad gateway|internal server|50[0234]|circuit|eof/i,
} as const;

export type LogWords = keyof typeof logWords;
