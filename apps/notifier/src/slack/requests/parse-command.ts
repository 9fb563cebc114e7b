import type { Service } from '@incidentfox/incident';
import { maxWindowMinutes } from '../../thresholds.ts';

/** `/investigate INC-123 checkout 2h`, in any order; everything may be left out. */
export interface Command {
  /** `INC-123` as typed; the number alone for `#123` and a pasted address, or incident.io's id from such an address. */
  readonly reference: string | null;
  /** What is neither a reference nor a time: a service's name or alias, as typed. */
  readonly service: string | null;
  readonly windowMinutes: number | null;
  readonly help: boolean;
}

/** What the catalogue knows is a service, whatever it looks like: `worker-7` is a reference only where it is none. */
export function parseCommand(text: string, services: readonly Service[] = []): Command {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const taken = new Set<number>();
  const take = <T>(read: (word: string, next: string | undefined) => { value: T; words: number } | null): T | null => {
    for (const [at, word] of words.entries()) {
      const found = taken.has(at) ? null : read(word, words[at + 1]);
      if (!found) continue;
      for (let i = 0; i < found.words; i++) taken.add(at + i);
      return found.value;
    }
    return null;
  };
  const windowMinutes = take(windowOf);
  const isService = serviceNamed(services, rest(words, taken)) !== undefined;
  const reference = isService ? null : take((word) => (serviceNamed(services, word) ? null : referenceOf(word)));
  const left = rest(words, taken);
  return {
    reference,
    windowMinutes,
    service: left === '' || left.toLowerCase() === 'help' ? null : left.slice(0, 100),
    help: left.toLowerCase() === 'help',
  };
}

export function serviceNamed(services: readonly Service[], typed: string): Service | undefined {
  const wanted = typed.toLowerCase();
  return services.find(({ name, aliases }) => [name, ...aliases].some((alias) => alias.toLowerCase() === wanted));
}

const rest = (words: readonly string[], taken: ReadonlySet<number>) =>
  words.filter((_, at) => !taken.has(at)).join(' ');

/** `INC-123`, `#123`, or the incident's address as Slack passes it on: bare, or as `<address|what was shown>`. */
function referenceOf(word: string): { value: string; words: number } | null {
  const address = word.replace(/^<|(?:\|[^>]*)?>$/g, '');
  const [, inAddress] = /^https?:\/\/[^/?#]+\/(?:[\w-]+\/)?incidents\/([\w-]{1,64})(?:[/?#].*)?$/.exec(address) ?? [];
  const [, number] = /^#(\d{1,9})$/.exec(word) ?? [];
  const value = inAddress ?? number ?? (/^[a-z][a-z0-9_]*-\d{1,9}$/i.test(word) ? word : undefined);
  return value === undefined ? null : { value, words: 1 };
}

const unit = /^(?:(m|mins?|minutes?)|(h|hrs?|hours?)|(d|days?))$/i;

/** `2h`, or `2 hours` in two words. */
function windowOf(word: string, next: string | undefined): { value: number; words: number } | null {
  const [, amount = '', glued = ''] = /^(\d{1,5})([a-z]*)$/i.exec(word) ?? [];
  const [, minutes, hours, days] = unit.exec(glued || (next ?? '')) ?? [];
  const inMinutes = minutes ? 1 : hours ? 60 : days ? 1440 : 0;
  const value = Math.min(Number(amount) * inMinutes, maxWindowMinutes);
  return value >= 1 ? { value, words: glued ? 1 : 2 } : null;
}
