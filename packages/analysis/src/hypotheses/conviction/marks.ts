import type { Mechanism } from '../../log-patterns/lines/mechanism.ts';
import type { Alteration, AlterationKind } from '../../patches/index.ts';
import type { Signs } from './signs.ts';

/** The words by which an alteration shows in lines, names of metrics and messages of the platform. */
interface Marks {
  texts: RegExp | null;
  mechanisms: readonly Mechanism[];
}

const marks = (texts: RegExp | null, ...mechanisms: Mechanism[]): Marks => ({ texts, mechanisms });

const table: Record<AlterationKind, Marks> = {
  timeout: marks(/time[ds]?[- _]?out|deadline|cancel(?:l?ed)/i, 'timeout'),
  deadline: marks(/time[ds]?[- _]?out|deadline|cancel(?:l?ed)/i, 'timeout'),
  retry: marks(/\bretr(?:y|ies|ying|ied)|attempts?\b|back ?off/i),
  pool: marks(
    /\bpool|\bworkers?\b|\bthreads?\b|waited|queue[_ ](?:length|size|depth)|connections?_(?:active|pending|max|used)|acquire|waiting for a? ?connection/i,
    'pool_exhausted',
  ),
  limit: marks(/\blimit|too (?:large|many|long)|exceed|reject|\b4(?:13|29)\b|capacity|max(?:imum)?\b/i, 'rate_limited'),
  ttl: marks(/cach|\bttl\b|expir|hit[_ ]?ratio|\bmiss(?:es)?\b|stale|session/i),
  batch_size: marks(/batch|too (?:large|big)|payload|packet|chunk|page size/i, 'out_of_memory'),
  queue_size: marks(/queue|backlog|\bfull\b|reject|overflow|dropp/i),
  interval: marks(/\bpoll|interval|schedul|every \d|\btick/i),
  work_factor: marks(/bcrypt|argon|scrypt|pbkdf|hash|iteration|rounds|compress|quality|cpu/i),
  probe: marks(/prob(?:e|ing)|health|liveness|readiness|unhealthy|not ready/i),
  cpu_limit: marks(/throttl|\bcpu/i),
  memory_limit: marks(/\boom|out of memory|memory|heap|\bgc\b|exit code 137/i, 'out_of_memory'),
  heap: marks(/\boom|out of memory|memory|heap|\bgc\b/i, 'out_of_memory'),
  replicas: marks(/replica|waited|\bthreads?\b|rebalanc|\bpending\b|queue|instances?|\bpods?\b|lag\b/i),
  disk_size: marks(/disk|no space|volume|enospc/i, 'disk_full'),
  call_in_loop: marks(
    /calls?[_ ]per|requests?[_ ]per|\bslow|too many requests|fan-?out|took \d|batch|single|one by one|throttl|\d+ calls/i,
    'rate_limited',
  ),
  query_in_loop: marks(/quer(?:y|ies)|\bselect\b|activerecord|statements?|\bsql\b|rows/i),
  cache_removed: marks(/cach|hit[_ ]?ratio|\bmiss(?:es)?\b/i),
  index_removed: marks(
    /slow (?:query|statement|log)|seq(?:uential)? ?scan|full (?:table )?scan|collscan|rows[_ ]?examined|statement|\bselect\b/i,
  ),
  column_removed: marks(/column|does ?n[o']t exist|unknown field|no such|undefined/i, 'database'),
  table_removed: marks(/relation|table|does ?n[o']t exist|no such|unknown/i, 'database'),
  topic: marks(/topic|queue|partition|subscri|consumer|exchange|routing/i),
  migration: marks(/migrat|\block|alter table|relation|column|waiting for/i, 'database'),
  query: marks(/quer(?:y|ies)|\bselect\b|statement|scan|rows|\bsql\b/i, 'database'),
  authentication: marks(
    /\b40[13]\b|password authentication|access denied|invalid (?:password|credentials)|unauthori|forbidden|token|credential|denied|signature|permission|scope|login/i,
    'authentication',
  ),
  certificate: marks(/\btls\b|\bssl|x509|certificate|handshake|pkix/i, 'certificate'),
  header: marks(/header|content-type|\b400\b|\b406\b|\b415\b|cors|missing|preflight/i),
  validation: marks(/valid|reject|\b4(?:00|22)\b|required|schema|must |unprocessable|malformed/i),
  network_policy: marks(/i\/o timeout|no route|unreachable|refused|timed? ?out|connect/i, 'refused', 'timeout'),
  guard_removed: marks(
    /null|\bnil\b|undefined|nonetype|index out|out of (?:range|bounds)|panic|keyerror|divi(?:sion|de)/i,
    'exception',
  ),
  error_handling: marks(/panic|unhandled|uncaught|exception|crash|traceback/i, 'exception'),
  leak: marks(
    /too many open|memory|heap|goroutine|connections?|handles?|\bleak|\bpool|\bgc\b|descriptor|threads?/i,
    'pool_exhausted',
    'out_of_memory',
  ),
  lock: marks(/\block|mutex|contention|deadlock|\bwait/i),
  blocking_call: marks(/block|event ?loop|\blag\b|thread|starv|stall/i),
  concurrency: marks(/thread|concurren|\brace|queue|worker|semaphore|\bpool/i),
  unbounded_growth: marks(/memory|heap|\bgc\b|\boom|entries|rss/i, 'out_of_memory'),
  log_level: marks(/debug|trace|\blogs?\b|appender|log_/i),
  dependency: marks(
    /nosuchmethod|unknown authority|no such file|not found|libc|tzdata|time zone|removed|deprecat|cannot find (?:module|symbol)|importerror|attributeerror|incompatib|noclassdef/i,
  ),
  flag: marks(null),
  endpoint: marks(/no such host|unknown ?host|\b404\b|refused|resol|lookup|not found|getaddrinfo/i, 'dns', 'refused'),
  format: marks(
    /pars|seriali[sz]|format|unexpected|malformed|json|key not found|missing (?:required )?(?:field|key|property)|\bcast|convert|decod|schema|field/i,
  ),
  unit: marks(/pars|convert|overflow|out of range|amount|duration|time[d]?[- ]?out|expired/i, 'timeout'),
  comparison: marks(
    /expire|denied|reject|not allowed|forbidden|exceed|invalid|mismatch|out of|too (?:early|late|old)|not yet|skew|unexpected/i,
  ),
  call_removed: marks(
    /not (?:found|registered|initiali[sz]ed|loaded|configured|subscribed|set)|\bno \w+ (?:registered|found|configured|for)|missing|unknown|unregistered|no handler|not been|undefined|null|\bnil\b/i,
  ),
  call_added: marks(/calls?[_ ]per|requests?[_ ]per|time[ds]?[- _]?out|slow|took \d/i, 'timeout'),
  partition_key: marks(/partition|shard|\bhot\b|throttl|capacity|skew/i, 'rate_limited'),
  placement: marks(
    /schedul|affinity|toleration|taint|read-?only|permission denied|non-?root|no (?:nodes|endpoints)|unavailable|terminat|sigterm|graceful/i,
  ),
  regular_expression: marks(/regex|regexp|pattern|backtrack|match|cpu/i),
};

/** How many different signs say by name what the alteration did: 0, 1 or more. */
export function countMarks({ kind }: Alteration, { texts, mechanisms }: Signs): number {
  const { texts: words, mechanisms: named } = table[kind];
  const inTexts = words === null ? 0 : texts.filter((text) => words.test(text)).length;
  return inTexts + (named.some((one) => mechanisms.has(one)) ? 1 : 0);
}
