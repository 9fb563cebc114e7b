import type { AlterationKind } from '../alteration.ts';

/** What only looks like a setting of a service: pictures, positions, codes of errors, versions. */
const noSetting =
  /\b(?:status|codes?|err|error|errno|exception|width|height|colou?r|font|animation|debounce|tooltip|toast|spinner|version|port|index|idx|id|z|px|pt|tests?|mock|line|column|position|year|month|seed|priority|fixture|example|set timeout|clear timeout|set interval|sleep|schema|label|text|title|message|msg|event|metric|counter|histogram|name|enum|case|duration ms|elapsed|started|left|remaining|used|current)\b/;

/** The first that matches wins. */
const rules: readonly (readonly [AlterationKind, RegExp, string])[] = [
  [
    'probe',
    /\b(?:liveness|readiness|startup|probe|health ?check|healthy threshold|failure threshold|initial delay)\b/,
    '',
  ],
  ['log_level', /\b(?:sampl(?:e|ing|er)(?: (?:rate|ratio|percent\w*|probability|fraction))?|trace ratio)\b/, ''],
  ['retry', /\b(?:retry|retries|attempts?|backoff|redeliver\w*|redeliveries|max tries)\b/, ''],
  ['deadline', /\bdeadline\b/, ''],
  ['timeout', /\b(?:time ?outs?|\w+timeout|max wait|wait time|keep ?alive|grace ?period|max execution time)\b/, ''],
  ['ttl', /\b(?:ttl|expir\w*|expires|max age|maxage|expire|(?:max )?life ?time|retention|stale|s maxage)\b/, ''],
  ['work_factor', /\b(?:salt rounds|rounds|bcrypt|work factor|iterations|pbkdf2|argon2?|scrypt|hash cost)\b/, ''],
  [
    'batch_size',
    /\b(?:batch|chunk|bulk|page ?size|per (?:call|query|round ?trip|message|write|insert|page)|fetch ?size|prefetch|per page|poll records|linger)\b/,
    '',
  ],
  [
    'pool',
    /\b(?:pool|pool ?size|conns?|connections?|connection limit|threads?|workers?|concurrency|parallelism|consumers?|semaphore|permits|max ?procs|gomaxprocs|sockets|maximum pool size|in flight)\b/,
    '',
  ],
  ['queue_size', /\b(?:queue|buffer|backlog|queue ?size|buffer ?size|capacity|channel)\b/, ''],
  ['interval', /\b(?:interval|period|polling|poll|frequency|refresh|schedule|every)\b/, ''],
  [
    'limit',
    /\b(?:limit\w*|max rate|per (?:second|minute|hour)|quota|qps|rps|burst|throttl\w*|max (?:\w+ )?(?:size|requests?|body|length|bytes|items|depth|rows|results|keys|entries|events|messages|files|open files)|body size|maximum size|memory policy|max memory|maxmemory|max clients)\b/,
    '',
  ],
];

/** Which kind of setting these words name, or null. */
export function settingKindOf(name: string, context: string): AlterationKind | null {
  const words = context === '' ? name : `${name} ${context}`;
  if (noSetting.test(name)) return null;
  for (const [kind, pattern] of rules) if (pattern.test(words)) return kind;
  return null;
}
