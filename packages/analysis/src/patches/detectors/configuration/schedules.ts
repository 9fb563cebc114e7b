import type { Alteration } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

const field = String.raw`(?:\*|\?|\d[\d,-]*|[A-Z]{3}(?:[-,][A-Z]{3})*)(?:\/\d+)?`;
const expression = new RegExp(String.raw`(?<![\w*/])(${field}(?:\s+${field}){4,5})(?![\w*/])`);

/** Schedules of jobs that run more or less often, or at another time. */
export const schedules: Detector = {
  wakesOn: 'schedule scheduled cron crontab rate every'.split(' '),
  detect: (file, { added }) => added.flatMap((line) => rescheduled(file, line)),
};

function rescheduled(file: ParsedFile, line: DiffLine): Alteration[] {
  const now = expression.exec(line.text)?.[1];
  const was = line.partner === null ? undefined : expression.exec(line.partner.text)?.[1];
  if (now === undefined || was === undefined || now === was) return [];
  const [before, after] = [runsPerDay(was), runsPerDay(now)];
  return alter(file, {
    kind: 'interval',
    what: 'schedule',
    line,
    from: was,
    to: now,
    // More runs are a shorter interval.
    direction: after > before ? 'down' : after < before ? 'up' : null,
    weight: after > before ? Math.min(1.6, 1 + Math.log10(after / Math.max(1, before)) / 4) : 0.8,
  });
}

/** About how often: days and months are not counted. */
function runsPerDay(expressionText: string): number {
  const fields = expressionText.split(/\s+/);
  const [seconds, minutes, hours] = fields.length === 6 ? fields : ['0', ...fields];
  return timesOf(seconds, 60) * timesOf(minutes, 60) * timesOf(hours, 24);
}

function timesOf(text: string | undefined, range: number): number {
  if (text === undefined || text === '*' || text === '?') return range;
  const step = /\/(\d+)$/.exec(text)?.[1];
  if (step !== undefined) return range / Math.max(1, Number(step));
  const span = /^(\d+)-(\d+)$/.exec(text);
  return span === null ? text.split(',').length : Number(span[2]) - Number(span[1]) + 1;
}
