/** A number with what it counts. */
export interface Quantity {
  /** As shown: `30 s`, `512 Mi`, `50`. */
  text: string;
  /** In milliseconds, bytes, cores or pieces. */
  amount: number;
  dimension: 'time' | 'bytes' | 'cores' | 'percent' | 'count';
}

const units: Readonly<Record<string, readonly [Quantity['dimension'], number, string]>> = {
  ns: ['time', 1e-6, 'ns'],
  us: ['time', 1e-3, 'us'],
  ms: ['time', 1, 'ms'],
  msec: ['time', 1, 'ms'],
  millis: ['time', 1, 'ms'],
  millisecond: ['time', 1, 'ms'],
  s: ['time', 1_000, 's'],
  sec: ['time', 1_000, 's'],
  secs: ['time', 1_000, 's'],
  second: ['time', 1_000, 's'],
  m: ['time', 60_000, 'min'],
  min: ['time', 60_000, 'min'],
  mins: ['time', 60_000, 'min'],
  minute: ['time', 60_000, 'min'],
  h: ['time', 3_600_000, 'h'],
  hr: ['time', 3_600_000, 'h'],
  hour: ['time', 3_600_000, 'h'],
  d: ['time', 86_400_000, 'd'],
  day: ['time', 86_400_000, 'd'],
  b: ['bytes', 1, 'B'],
  k: ['bytes', 1e3, 'k'],
  kb: ['bytes', 1e3, 'kB'],
  ki: ['bytes', 1_024, 'Ki'],
  kib: ['bytes', 1_024, 'Ki'],
  mb: ['bytes', 1e6, 'MB'],
  mi: ['bytes', 1_048_576, 'Mi'],
  mib: ['bytes', 1_048_576, 'Mi'],
  gb: ['bytes', 1e9, 'GB'],
  g: ['bytes', 1_073_741_824, 'G'],
  gi: ['bytes', 1_073_741_824, 'Gi'],
  gib: ['bytes', 1_073_741_824, 'Gi'],
  ti: ['bytes', 1_099_511_627_776, 'Ti'],
  '%': ['percent', 1, '%'],
};

const toUnit = (word: string) => units[word.toLowerCase()] ?? units[word.toLowerCase().replace(/s$/, '')];

/** `30`, `1_000`, `30s`, `5 * time.Second`, `60 * 1000`, `5.seconds`, `512Mi`, `250m`. */
const plain =
  /(?<![\w.$-])-?(\d[\d_]*(?:\.\d+)?)(?:\s*(ns|us|ms|msec|millis|secs?|s|mins?|m|hrs?|h|d|[KMGT]i?B?|[kmg]i?b?|%)(?![\w.]))?((?:\s*\*\s*\d[\d_]*)*)(?:\s*\*\s*time\.(Nanosecond|Microsecond|Millisecond|Second|Minute|Hour)|\.(millis(?:econds)?|seconds?|minutes?|hours?|days?)\b|\s*,\s*(?:TimeUnit\.|ChronoUnit\.)?(MILLI(?:SECOND)?S|SECONDS|MINUTES|HOURS|DAYS)\b)?(?![\w]|\.\d)/g;
const loneUnit = /(?<![\w*] ?)(?<!\* )time\.(Millisecond|Second|Minute|Hour)\b/g;
/** What a wrapper before the number tells of its unit: `Duration.ofSeconds(`, `TimeSpan.FromMinutes(`, `timedelta(hours=`. */
const wrapper =
  /(?:Duration\.of|TimeSpan\.From|Duration::from_|timedelta\(|\.of|PT)(milli(?:second)?s?|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?)\s*[(=]\s*$/i;

export interface FoundQuantity {
  quantity: Quantity;
  from: number;
  to: number;
}

/** The numbers of `code`, at most `max`. Names before them may tell the unit (`timeoutMs`, `ttl_seconds`). */
export function quantitiesIn(code: string, max = 6): FoundQuantity[] {
  const found: FoundQuantity[] = [];
  for (const match of code.matchAll(plain)) {
    if (found.length >= max) return found;
    const before = code.slice(Math.max(0, match.index - 40), match.index);
    const after = match[4] ?? match[5] ?? match[6];
    const unit = after ?? match[2] ?? wrapper.exec(before)?.[1];
    const factors = (match[3] ?? '').split('*').filter((part) => part.trim() !== '');
    const number = factors.reduce((product, part) => product * toNumber(part), toNumber(match[1] ?? '0'));
    if (!Number.isFinite(number)) continue;
    found.push({
      quantity: quantityOf(number, unit?.replace(/^MILLIS$/i, 'ms').replace(/^milli.*/i, 'ms')),
      from: match.index,
      to: match.index + match[0].length,
    });
  }
  for (const match of code.includes('time.') ? code.matchAll(loneUnit) : []) {
    found.push({ quantity: quantityOf(1, match[1]), from: match.index, to: match.index + match[0].length });
  }
  return found.sort((a, b) => a.from - b.from).slice(0, max);
}

const toNumber = (text: string): number => Number(text.replaceAll('_', '').trim());

function quantityOf(number: number, unitWord: string | undefined): Quantity {
  const unit = unitWord === undefined ? undefined : toUnit(unitWord);
  if (unit === undefined) return { text: String(number), amount: number, dimension: 'count' };
  const [dimension, factor, shown] = unit;
  const gap = shown === '%' ? '' : ' ';
  return { text: `${number}${gap}${shown}`, amount: number * factor, dimension };
}

/** `quantity` with the unit its name tells (`timeoutMs: 500`), where it tells none itself. */
export function withUnitOf(name: string, quantity: Quantity): Quantity {
  if (quantity.dimension !== 'count') return quantity;
  const unit =
    /(?:^|[ _.-])(ms|millis|milliseconds?|secs?|seconds?|s|mins?|minutes?|hours?|days?|bytes|kb|mb|gb|mib|gib)$/i.exec(
      name,
    )?.[1];
  if (unit === undefined) return quantity;
  if (/^bytes$/i.test(unit)) return { text: `${quantity.text} B`, amount: quantity.amount, dimension: 'bytes' };
  return quantityOf(quantity.amount, /^milli/i.test(unit) ? 'ms' : unit);
}
