import type { LogForm, Story, SystemStory } from '../stories/story.ts';
import { Chance } from './chance.ts';
import { type Clock, iso } from './clock.ts';

type Record_ = Readonly<Record<string, string | number>>;

const NORMAL_LINES = 130;
const TROUBLED_LINES = 70;
const MUTTERED_LINES = 9;

/** `logs.ndjson`: what services say when all is well, all the time, and what they say in trouble. */
export function makeLogs(story: Story, system: SystemStory, clock: Clock, seed: number): string {
  const chance = new Chance('logs', story.name, seed);
  const says = Object.entries(system.services).flatMap(([service, { says: texts }]) =>
    texts.map((text) => [service, 'INFO', text] as const),
  );
  const usual = [...says, ...story.lines.filter(([, , , when]) => when === 'normal')];
  const lines: { at: number; record: Record_ }[] = [];
  const add = (at: number, [service, level, text]: readonly [string, string, string, ...unknown[]]) =>
    lines.push({ at, record: recordOf(system.log, at, { service, level, text: filled(text, chance) }, chance) });
  for (let i = 0; i < NORMAL_LINES && usual.length > 0; i += 1)
    add(chance.between(clock.startAt, clock.endAt), chance.pick(usual));
  for (let i = 0; i < MUTTERED_LINES && system.mutters.length > 0; i += 1)
    add(chance.between(clock.startAt, clock.endAt), chance.pick(system.mutters));
  const troubled = story.lines.filter(([, , , when]) => when === undefined);
  for (let i = 0; i < TROUBLED_LINES && troubled.length > 0; i += 1) {
    const at =
      i < troubled.length ? clock.onsetAt + chance.between(2_000, 50_000) : chance.between(clock.onsetAt, clock.endAt);
    const line = troubled[i] ?? chance.pick(troubled);
    if (i < troubled.length || chance.next() < 0.15 + 0.85 * clock.severity(at)) add(at, line);
  }
  lines.sort((a, b) => a.at - b.at);
  return `${lines.map(({ record }) => JSON.stringify(record)).join('\n')}\n`;
}

function recordOf(
  form: LogForm,
  at: number,
  line: { service: string; level: string; text: string },
  chance: Chance,
): Record_ {
  const { service, level, text } = line;
  const trace = chance.hex(32);
  if (form === 'pino') return { time: Math.floor(at), level: level.toLowerCase(), service, msg: text, trace_id: trace };
  if (form === 'logback')
    return {
      '@timestamp': new Date(at).toISOString(),
      level,
      service,
      thread: `exec-${chance.whole(1, 32)}`,
      message: text,
    };
  if (form === 'serilog')
    return {
      timestamp: iso(at),
      level: level === 'INFO' ? 'Information' : level === 'WARN' ? 'Warning' : 'Error',
      app: service,
      message: text,
      trace_id: trace,
    };
  return {
    timestamp: iso(at),
    service,
    severity_text: level,
    msg: text,
    trace_id: trace,
    pod: `${service}-${chance.hex(5)}`,
  };
}

/** Fills the blanks of a line; see `LineStory`. */
function filled(text: string, chance: Chance): string {
  return text.replaceAll(/\{([^{}"]+)\}/g, (whole, word: string) => {
    if (word === 'n') return String(chance.whole(2, 9000));
    if (word === 'k') return String(chance.whole(2, 60));
    if (word === 'ms') return String(chance.whole(3, 240));
    if (word === 'id') return `${chance.hex(8)}-${chance.hex(4)}`;
    if (word === 'h') return chance.hex(6);
    if (word === 'ip') return `10.${chance.whole(0, 99)}.${chance.whole(0, 254)}.${chance.whole(2, 250)}`;
    return word.includes('|') ? chance.pick(word.split('|')) : whole;
  });
}
