import { histogramQuantile } from './aggregate.ts';
import { QueryFault } from './ast.ts';
import { overRange } from './over-range.ts';
import { type SeriesRange, type Value, vector, withoutName } from './values.ts';

const onNumbers: Readonly<Record<string, (value: number, ...rest: number[]) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  exp: Math.exp,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  round: (value, to = 1) => Math.round(value / to) * to,
  clamp: (value, low = 0, high = 0) => Math.min(high, Math.max(low, value)),
  clamp_min: (value, low = 0) => Math.max(low, value),
  clamp_max: (value, high = 0) => Math.min(high, value),
};

const others = [
  'histogram_quantile',
  'absent',
  'scalar',
  'vector',
  'time',
  'timestamp',
  'sort',
  'sort_desc',
  'label_replace',
];

export const functionNames: ReadonlySet<string> = new Set([
  ...Object.keys(overRange),
  ...Object.keys(onNumbers),
  ...others,
]);

/** Applies a function to its evaluated arguments at the moment `at` (epoch ms). */
export function callFunction(name: string, args: readonly Value[], at: number): Value {
  const fold = overRange[name];
  if (fold) {
    return vector(
      rangesOf(name, args[0]).flatMap((range) => {
        const value = hasSamples(range) ? fold(range) : null;
        const labels = name === 'last_over_time' ? range.labels : withoutName(range.labels);
        return value === null ? [] : [{ labels, value }];
      }),
    );
  }
  const onNumber = onNumbers[name];
  if (onNumber) {
    const rest = args.slice(1).map((arg) => scalarOf(name, arg));
    return vector(
      samplesOf(name, args[0]).map((s) => ({ labels: withoutName(s.labels), value: onNumber(s.value, ...rest) })),
    );
  }
  return callOther(name, args, at);
}

function hasSamples({ values, first, last }: SeriesRange): boolean {
  for (let i = first; i <= last; i++) if (!Number.isNaN(values[i] as number)) return true;
  return false;
}

function callOther(name: string, args: readonly Value[], at: number): Value {
  if (name === 'time') return { type: 'scalar', value: at / 1000 };
  if (name === 'vector') return vector([{ labels: {}, value: scalarOf(name, args[0]) }]);
  if (name === 'histogram_quantile')
    return vector(histogramQuantile(scalarOf(name, args[0]), samplesOf(name, args[1])));
  if (name === 'label_replace') return labelReplace(args);
  const samples = samplesOf(name, args[0]);
  if (name === 'scalar')
    return { type: 'scalar', value: samples.length === 1 ? (samples[0]?.value ?? Number.NaN) : Number.NaN };
  if (name === 'absent') return vector(samples.length === 0 ? [{ labels: {}, value: 1 }] : []);
  if (name === 'timestamp') return vector(samples.map((s) => ({ labels: withoutName(s.labels), value: at / 1000 })));
  if (name === 'sort') return vector(samples.toSorted((a, b) => a.value - b.value));
  if (name === 'sort_desc') return vector(samples.toSorted((a, b) => b.value - a.value));
  throw new QueryFault(`parse error: ${name} is not understood here`);
}

function labelReplace(args: readonly Value[]): Value {
  const [target, replacement, source, pattern] = args.slice(1).map((arg) => (arg.type === 'string' ? arg.value : ''));
  const regex = new RegExp(`^(?:${pattern})$`, 's');
  return vector(
    samplesOf('label_replace', args[0]).map((sample) => {
      const found = regex.exec(sample.labels[source ?? ''] ?? '');
      if (!found) return sample;
      const value = (replacement ?? '').replace(/\$(\d+)/g, (_whole, group: string) => found[Number(group)] ?? '');
      return { ...sample, labels: { ...sample.labels, [target ?? '']: value } };
    }),
  );
}

function rangesOf(name: string, value: Value | undefined) {
  if (value?.type === 'matrix') return value.ranges;
  throw new QueryFault(
    `parse error: expected type range vector in call to function "${name}", got ${value?.type ?? 'nothing'}`,
  );
}

function samplesOf(name: string, value: Value | undefined) {
  if (value?.type === 'vector') return value.samples;
  throw new QueryFault(
    `parse error: expected type instant vector in call to function "${name}", got ${value?.type ?? 'nothing'}`,
  );
}

function scalarOf(name: string, value: Value | undefined): number {
  if (value?.type === 'scalar') return value.value;
  throw new QueryFault(
    `parse error: expected type scalar in call to function "${name}", got ${value?.type ?? 'nothing'}`,
  );
}
