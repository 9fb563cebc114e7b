import { at, minute } from '../questions.ts';

/** A line as its service wrote it, whatever a vendor makes of it. */
export interface WrittenLine {
  readonly at: number;
  readonly level: 'error' | 'info';
  /** pino's JSON. */
  readonly text: string;
  readonly message: string;
  readonly pod: string;
}

/** The end of the window of `aQuestion`, and as much before the alarm as window and baseline are long. */
const [begin, end] = [at(-130), at(10)];
/** When the lines that say why were written. */
export const rareFrom = at(-35);
export const rareLines = 30;
export const rareWords = 'ledger shard 7 is read-only';

const line = (
  moment: number,
  level: WrittenLine['level'],
  msg: string,
  more: Record<string, unknown>,
  n: number,
): WrittenLine => ({
  at: moment,
  level,
  message: msg,
  pod: `checkout-${n % 3}`,
  text: JSON.stringify({ level: level === 'error' ? 50 : 30, time: moment, pid: 7, msg, ...more }),
});

/** Two statements that fail all the time, in words that the rare one shares; 20 a minute in all. */
function usual(moment: number, n: number): WrittenLine {
  const [msg, err] =
    n % 2 === 0
      ? [`could not write audit entry ${n}`, 'timeout after 3000 ms']
      : [`card declined for order ${n}`, 'do not honor'];
  return line(moment, 'error', msg, { err: { type: 'Error', message: err }, route: '/pay' }, n);
}

/** More than 5,000 lines in the window: 20 usual errors a minute, 52 plain lines a minute of which none is an error, and 30 that say why. */
export function manyLines(): WrittenLine[] {
  const lines: WrittenLine[] = [];
  let n = 0;
  for (let from = begin; from < end; from += minute) {
    for (let i = 0; i < 20; i += 1) lines.push(usual(from + i * 2_900 + 1, n++));
    for (let i = 0; i < 52; i += 1)
      lines.push(
        line(
          from + i * 1_100 + 500,
          'info',
          `handled request ${n}`,
          { status: 200, error: null, url: `/cb?error=&id=${n}` },
          n++,
        ),
      );
  }
  for (let i = 0; i < rareLines; i += 1)
    lines.push(
      line(rareFrom + i * 4_000 + 7, 'error', `could not write ledger entry ${i}`, { err: { message: rareWords } }, i),
    );
  return lines.sort((a, b) => a.at - b.at);
}

/** A service with an error every other minute: all of them are read at once. */
export function fewErrors(): WrittenLine[] {
  const few = (one: WrittenLine, i: number) => one.level === 'info' || i % 97 === 0;
  return manyLines().filter(few);
}

/** How many there are in the window of a question that ends at the alarm plus ten minutes. */
export const countsIn = (lines: readonly WrittenLine[], from: number, to: number) => {
  const within = lines.filter((one) => one.at >= from && one.at < to);
  return { all: within.length, errors: within.filter(({ level }) => level === 'error').length };
};
