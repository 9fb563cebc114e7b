import type { Alteration, AlterationKind } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { quantitiesIn } from '../../settings/quantity.ts';
import { type Setting, settingsOf } from '../../settings/setting.ts';
import { settingKindOf } from '../../settings/setting-kind.ts';
import { alter, type Detector } from '../detector.ts';
import { isResourceLine } from './resources.ts';

interface Kinded extends Setting {
  kind: AlterationKind;
}

/** What it means that such a setting came or went, where there was none before: no bound is the greatest bound. */
const whenAdded: Partial<Record<AlterationKind, Alteration['direction']>> = {
  timeout: 'down',
  deadline: 'down',
  retry: 'up',
  limit: 'down',
};
const whenRemoved: Partial<Record<AlterationKind, Alteration['direction']>> = {
  timeout: 'up',
  deadline: 'up',
  retry: 'down',
  limit: 'up',
  ttl: 'up',
};
const loneWeight = 0.6;

/** Timeouts, deadlines, retries, pools, limits, lifetimes, batches, queues, intervals and probes whose number changed. */
export const changedSettings: Detector = {
  wakesOn:
    'per sampling sampler sample timeout timeouts deadline retry retries attempts attempt backoff pool conns conn connections connection workers worker threads thread concurrency parallelism limit limits rate quota qps rps burst throttle ttl expiry expires expire expiration expired lifetime age maxage retention batch chunk bulk page prefetch fetch queue buffer backlog capacity interval period poll polling frequency refresh schedule max min maximum minimum size value count default total rounds iterations cost liveness readiness probe threshold delay seconds keepalive wait semaphore permits body memory maxmemory consumers consumer maxconn life stale sockets lock maxopenconns maxretries retrycount poolsize batchsize statement idle tries procs gomaxprocs bcrypt salt hash linger delayseconds requests grace'.split(
      ' ',
    ),
  detect: (file, { removed, added }) => {
    const was = removed.flatMap((line) => kinded(line, file));
    const is = added.flatMap((line) => kinded(line, file));
    const taken = new Set<Setting>();
    const found: Alteration[] = [];
    const alone: Kinded[] = [];
    for (const setting of is) {
      const old = counterpart(setting, was, taken);
      if (old === null) alone.push(setting);
      else {
        taken.add(old);
        found.push(...compare(file, old, setting));
      }
    }
    const kindsBefore = new Set(was.map(({ kind }) => kind));
    const kindsAfter = new Set(is.map(({ kind }) => kind));
    for (const setting of alone) if (!kindsBefore.has(setting.kind)) found.push(...lone(file, setting, whenAdded));
    for (const setting of was) {
      const argument = taken.has(setting) ? null : movedInto(setting);
      if (argument !== null) {
        taken.add(setting);
        found.push(...compare(file, setting, { ...setting, ...argument }));
      }
      if (!taken.has(setting) && !kindsAfter.has(setting.kind)) found.push(...lone(file, setting, whenRemoved));
    }
    return found;
  },
};

function kinded(line: DiffLine, file: ParsedFile): Kinded[] {
  if (!/\d|time\./.test(line.text) || isResourceLine(line.code)) return [];
  return settingsOf(line, file).flatMap((setting) => {
    const kind = settingKindOf(setting.name, setting.context);
    return kind === null ? [] : [{ ...setting, kind }];
  });
}

/** The same setting before: on the line this one replaces, else the only one of its name in the file. */
function counterpart(setting: Kinded, was: readonly Kinded[], taken: ReadonlySet<Setting>): Kinded | null {
  const free = was.filter((old) => old.kind === setting.kind && !taken.has(old));
  const onPartner = free.filter(({ line }) => line === setting.line.partner);
  const named =
    onPartner.find(({ name }) => name === setting.name) ?? (onPartner.length === 1 ? onPartner[0] : undefined);
  if (named !== undefined) return named;
  const same = free.filter(({ name, context }) => name === setting.name && context === setting.context);
  if (same.length > 0) return same.length === 1 ? (same[0] ?? null) : null;
  const alike = free.filter((old) => old.line.hunk === setting.line.hunk && isWithin(old.name, setting.name));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** All words of the shorter name stand in the longer one: `service token ttl`, `service ttl`. */
function isWithin(a: string, b: string): boolean {
  const [longer, shorter] = [a.split(' '), b.split(' ')].sort((x, y) => y.length - x.length);
  return (shorter?.length ?? 0) >= 2 && (shorter ?? []).every((word) => longer?.includes(word));
}

/** The number is an argument now: the line that replaced it holds the only one of its dimension. */
function movedInto(setting: Kinded): Pick<Kinded, 'quantity' | 'line'> | null {
  const { partner } = setting.line;
  if (partner === null || setting.quantity.dimension === 'count') return null;
  const [one, other] = quantitiesIn(partner.code);
  return one === undefined || other !== undefined || one.quantity.dimension !== setting.quantity.dimension
    ? null
    : { quantity: one.quantity, line: partner };
}

function compare(file: ParsedFile, old: Kinded, now: Kinded): Alteration[] {
  const { quantity: from } = old;
  const { quantity: to } = now;
  const comparable = from.dimension === to.dimension;
  if (comparable && from.amount === to.amount) return [];
  const direction = comparable ? (to.amount > from.amount ? 'up' : 'down') : null;
  return alter(file, {
    kind: now.kind,
    what: labelOf(now),
    line: now.line,
    from: from.text,
    to: to.text,
    // Zero and minus one mean "without bound" as often as "none".
    direction: from.amount <= 0 || to.amount <= 0 ? null : direction,
    weight: comparable ? sizeWeight(from.amount, to.amount) : 0.8,
  });
}

/** A change by a tenth does little; by half or more it counts in full. */
function sizeWeight(from: number, to: number): number {
  if (from <= 0 || to <= 0) return 1;
  const ratio = Math.max(from, to) / Math.min(from, to);
  return Math.min(1, 0.3 + 0.7 * Math.log2(ratio));
}

function lone(file: ParsedFile, setting: Kinded, meaning: typeof whenAdded): Alteration[] {
  const direction = meaning[setting.kind];
  // The limit of a query is read with the query.
  const isOfQuery = setting.kind === 'limit' && /\.(?:limit|take)\(|\bLIMIT\b/i.test(setting.line.code);
  if (direction === undefined || isOfQuery) return [];
  const isAdded = setting.line.sign === '+';
  const side = { [isAdded ? 'to' : 'from']: setting.quantity.text };
  return alter(file, {
    kind: setting.kind,
    what: labelOf(setting),
    line: setting.line,
    direction,
    weight: loneWeight,
    ...side,
  });
}

/** `pool size`; with what it stands in where the name alone says nothing. */
function labelOf({ name, context, kind }: Kinded): string {
  if (context === '') return name.split(' ').slice(-4).join(' ');
  const words = [...context.split(' ').slice(0, 3), ...(/^(?:value|default)/.test(name) ? [] : [name])];
  const label = words.join(' ').trim();
  return label === '' ? kind.replaceAll('_', ' ') : label;
}
