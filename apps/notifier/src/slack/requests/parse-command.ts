import { maxWindowMinutes } from '../../thresholds.ts';

/** `/investigate INC-123 checkout 2h`, in any order; everything may be left out. */
export interface Command {
  readonly reference: string | null;
  /** What is neither a reference nor a time: a service's name or alias, as typed. */
  readonly service: string | null;
  readonly windowMinutes: number | null;
  readonly help: boolean;
}

const minutesIn = { m: 1, min: 1, h: 60, d: 1440 } as const;

export function parseCommand(text: string): Command {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const reference = words.find((word) => /^[a-z][a-z0-9]*-\d{1,9}$/i.test(word)) ?? null;
  const window = words.find((word) => windowOf(word) !== null) ?? null;
  const rest = words.filter((word) => word !== reference && word !== window).join(' ');
  return {
    reference,
    windowMinutes: window === null ? null : windowOf(window),
    service: rest === '' || rest.toLowerCase() === 'help' ? null : rest.slice(0, 100),
    help: rest.toLowerCase() === 'help',
  };
}

function windowOf(word: string): number | null {
  const [, amount, unit] = /^(\d{1,5})(m|min|h|d)$/i.exec(word) ?? [];
  if (!amount || !unit) return null;
  const minutes = Number(amount) * minutesIn[unit.toLowerCase() as keyof typeof minutesIn];
  return minutes >= 1 ? Math.min(minutes, maxWindowMinutes) : null;
}
