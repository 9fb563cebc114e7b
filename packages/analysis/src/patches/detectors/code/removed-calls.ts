import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';

/** A statement that is one call: what it did happens no more. */
const statement =
  /^(?:await\s+|go\s+|yield\s+from\s+|return\s+await\s+)?([\w$.@?:[\]]*?\.)?([A-Za-z_$][\w$!?]*)\s*(?:<[^<>]*>)?\(.*\)?[;,]?$|^([a-z_]\w*) :\w+/;
/** Verbs of calls that others rely on: what they set up, let in, keep or hand on. */
const relied =
  /^(?:register|add|use|init|setup|set_?up|load|seed|populate|start|subscribe|attach|bind|mount|install|configure|enable|connect|migrate|warm|preload|prefill|schedule|include|apply|provide|declare|map|flush|commit|ack|publish|emit|notify|dispatch|enqueue|save|persist|store|validate|verify|ensure|check|require|invalidate|evict|refresh|renew|set|put|before_action|after_commit|on)(?=$|[A-Z_\d])|^(?:Register|Add|Use|Init|Setup|Load|Seed|Start|Subscribe|Attach|Bind|Mount|Install|Configure|Enable|Connect|Migrate|Warm|Schedule|Map|Flush|Commit|Ack|Publish|Emit|Notify|Dispatch|Enqueue|Save|Persist|Validate|Verify|Ensure|Check|Invalidate|Evict|Refresh|Set|Put)(?=$|[A-Z_\d])/;
/** Calls that only tell. */
const telling =
  /\b(?:log\w*|metrics?|counters?|histograms?|gauges?|timers?|trace\w*|span|console|debug|print\w*|stats\w*|observe|inc|record\w*|telemetry|analytics|test|t|expect|mock\w*)\b/i;
const annotation =
  /^@(Transactional|Async|Cacheable|CacheEvict|Scheduled|EventListener|KafkaListener|RabbitListener|JmsListener|PostConstruct|Autowired|Bean|Service|Component|Valid)\b/;

/** Calls and annotations that went away while what stands around them stayed. */
export const removedCalls: Detector = {
  wakesOn: [],
  detect: (file, { removed }) =>
    isConfiguration(file.language) || file.language === 'sql' || file.isDeleted
      ? []
      : removed.flatMap((line) => [...callGone(file, line), ...annotationGone(file, line)]),
};

function callGone(file: ParsedFile, line: DiffLine): Alteration[] {
  const { bare } = line;
  if (
    line.partner !== null ||
    !bare.includes('(') ||
    telling.test(bare) ||
    /^(?:import|from|using|if|for|while|switch|return [^a]|func|def|fun|function|public|private|protected|catch|super|assert)\b/.test(
      bare,
    )
  )
    return [];
  const match = statement.exec(bare);
  const name = match?.[2] ?? match?.[3];
  if (name === undefined || !relied.test(name) || !hasNeighbours(line)) return [];
  const isStillThere = file.added.some((other) => other.bare.includes(`${name}(`)) || isCalledBeside(line, bare, name);
  if (isStillThere) return [];
  return alter(file, { kind: 'call_removed', what: `call of ${name}`, line, from: 'called', to: 'removed' });
}

/** The same call with the same first argument stands there still. */
function isCalledBeside(line: DiffLine, bare: string, name: string): boolean {
  const from = bare.search(new RegExp(`\\b${name.replace(/[$!?]/g, '\\$&')}\\s*[<(]`));
  return from >= 0 && textOf(line, [' ', '+']).includes(bare.slice(from, from + name.length + 16));
}

/** A function that went away as a whole took its lines along. */
const hasNeighbours = ({ hunk, at }: DiffLine): boolean =>
  [at - 1, at + 1].some((next) => {
    const other = hunk.lines[next];
    return other !== undefined && other.sign === ' ' && other.text !== '';
  });

function annotationGone(file: ParsedFile, line: DiffLine): Alteration[] {
  const name = annotation.exec(line.bare)?.[1];
  if (name === undefined || line.partner !== null || textOf(line, ['+']).includes(`@${name}`)) return [];
  const kind = name === 'Transactional' ? 'concurrency' : name.startsWith('Cache') ? 'cache_removed' : 'call_removed';
  return alter(file, { kind, what: name.toLowerCase(), line, from: 'there', to: 'removed' });
}
