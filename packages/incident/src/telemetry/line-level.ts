/** How bad a log line is, whatever its writer calls it. */
export type LineLevel = 'error' | 'warn' | 'info';

const words: Readonly<Record<LineLevel, readonly string[]>> = {
  error: 'e err eror error errors fatal f severe crit critical panic dpanic alert emerg emergency'.split(' '),
  warn: 'w warn warning wrn'.split(' '),
  info: 'i inf info information informational notice debug d dbg trace t verbose v fine finer finest config success'.split(
    ' ',
  ),
};
const levelByWord = new Map(
  (['error', 'warn', 'info'] as const).flatMap((level) => words[level].map((word) => [word, level] as const)),
);

/** Names under which structured lines keep their level, as they stand in JSON and `key=value`. */
const levelNames =
  'level|lvl|log[._]?level|levelname|severity|severity_?text|@l|syslog\\.severity|log\\.syslog\\.severity\\.name';
const statedInJson = new RegExp(`"(?:${levelNames})"\\s*:\\s*"?([\\w]+)`, 'i');
const statedInPairs = new RegExp(`(?:^|[\\s,{])(?:${levelNames})=["']?(\\w+)`, 'i');
const openTelemetryNumber = /"?severity_?number"?\s*[:=]\s*"?(\d{1,2})\b/i;
const klogBeginning = /^([IWEF])[01]\d[0-3]\d \d\d:\d\d:\d\d/;
const syslogBeginning = /^<(\d{1,3})>/;
const bracketed = /[[<(]\s*(\w{1,11})\s*[\]>):]/g;
const upperWord =
  /\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|SEVERE|CRIT|CRITICAL|PANIC|ALERT|EMERG|EMERGENCY)\b/;
const spokenBeginning = /^(?:\S+\s+){0,3}?(error|fatal|panic|warning)\s*:\s/i;

const serverError =
  /"(?:status|status_?code|http_?status|response_?code)"\s*:\s*"?5\d\d\b|\bHTTP\/\d(?:\.\d)?"\s+5\d\d\b/i;
const trouble = /exception|traceback|\bfail(?:ed|ure)?\b|error\b|timed out|refused|panic:/i;
/** Words of trouble that say there is none: fields without a value, counts of nothing, parts of an address. */
const healthy: readonly RegExp[] = [
  /"[\w.]*(?:error|err|exception|failure|failed)[\w.]*"\s*:\s*(?:null|false|0|"(?:null|none|nil|-|0)?"|\[\s*\]|\{\s*\})/gi,
  /\b[\w.]*(?:error|err|exception|failure|failed)[\w.]*=(?:null|nil|none|false|0|""|''|<nil>|-)?(?=[\s,;&)\]}]|$)/gi,
  /\b[\w.]*(?:errors?|err|exceptions?|failures?|failed):\s*(?:null|nil|none|false|0|""|''|<nil>)(?=[\s,;&)\]}"]|$)/gi,
  /[?&][\w.-]*(?:error|exception|fail)[\w.-]*(?:=[^&\s"]*)?/gi,
  /\b(?:0|no|without|zero) (?:errors?|failures?|exceptions?|failed)\b/gi,
  /(?<![\w)])\/[\w\-./%]*(?:error|exception|fail)[\w\-./%]*/gi,
];

/** How much of a line its level is looked for in, where nothing names it. */
const beginningLength = 120;
const maxRead = 4_000;

/**
 * How bad a line is: what its source calls its level, else what the line itself states (JSON, `key=value`, klog, syslog, brackets), else
 * what its words say. A word of trouble without a value (`"error":null`, `?error=`, `0 errors`) says that all is well. `implied` is what
 * a line is that says nothing: `error` for lines that a source chose because they look like errors.
 */
export function lineLevelOf(level: string | undefined, message: string, implied: LineLevel = 'info'): LineLevel {
  return statedLevel(level) ?? levelStatedIn(message) ?? levelOfWords(message, implied);
}

/**
 * What a level means: a word, or the number of pino and bunyan (50), syslog (3), Monolog (400) or, under a name of its own,
 * OpenTelemetry (17) and Python (40). Null where it is none of these.
 */
export function statedLevel(level: string | number | undefined, name = 'level'): LineLevel | null {
  if (level === undefined || level === '') return null;
  const number = Number(level);
  if (!Number.isInteger(number)) return levelByWord.get(String(level).trim().toLowerCase()) ?? null;
  if (/severity_?number/i.test(name)) return number >= 17 ? 'error' : number >= 13 ? 'warn' : 'info';
  if (/levelno/i.test(name)) return number >= 40 ? 'error' : number >= 30 ? 'warn' : 'info';
  if (number < 0 || number > 600) return null;
  if (number >= 100) return number >= 400 ? 'error' : number >= 300 ? 'warn' : 'info';
  if (number >= 10) return number >= 50 ? 'error' : number >= 40 ? 'warn' : 'info';
  if (number > 7) return null;
  return number <= 3 ? 'error' : number === 4 ? 'warn' : 'info';
}

/** The level that a line states of itself; null when it states none. */
export function levelStatedIn(message: string): LineLevel | null {
  const line = message.length > maxRead ? message.slice(0, maxRead) : message;
  const isJson = line.trimStart().startsWith('{');
  const named = (isJson ? statedInJson.exec(line) : statedInPairs.exec(line))?.[1];
  const ofName = statedLevel(named);
  if (ofName !== null) return ofName;
  const ofNumber = openTelemetryNumber.exec(line)?.[1];
  if (ofNumber !== undefined) return statedLevel(ofNumber, 'severity_number');
  return isJson ? null : levelAtBeginning(line.slice(0, beginningLength));
}

function levelAtBeginning(beginning: string): LineLevel | null {
  const klog = klogBeginning.exec(beginning)?.[1];
  if (klog !== undefined) return statedLevel(klog);
  const priority = syslogBeginning.exec(beginning)?.[1];
  if (priority !== undefined) return statedLevel(Number(priority) & 7);
  for (const [, word = ''] of beginning.matchAll(bracketed)) {
    // A single letter or a number in brackets is anything.
    const found = word.length > 2 ? (levelByWord.get(word.toLowerCase()) ?? null) : null;
    if (found !== null) return found;
  }
  const word = upperWord.exec(beginning)?.[0] ?? spokenBeginning.exec(beginning)?.[1];
  return statedLevel(word);
}

function levelOfWords(message: string, implied: LineLevel): LineLevel {
  const line = message.length > maxRead ? message.slice(0, maxRead) : message;
  if (serverError.test(line)) return 'error';
  if (!trouble.test(line)) return implied;
  return trouble.test(healthy.reduce((text, pattern) => text.replace(pattern, ' '), line)) ? 'error' : 'info';
}
