/** One native histogram of schema 0: bucket i holds what is between 2^(i-1) and 2^i. */
export interface NativeSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: number;
  readonly sum: number;
  /** Bucket to how much is in it. */
  readonly buckets: ReadonlyMap<number, number>;
}

/** What Prometheus takes by remote write: its protocol's message in snappy's framing, without compression. */
export const toRemoteWrite = (samples: readonly NativeSample[]): Uint8Array =>
  inSnappy(joined(samples.map((one) => field(1, timeSeries(one)))));

function timeSeries({ labels, at, sum, buckets }: NativeSample): Uint8Array {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = (value: string) => new TextEncoder().encode(value);
  const count = [...buckets.values()].reduce((total, one) => total + one, 0);
  const filled = [...buckets].sort(([a], [b]) => a - b);
  const spans = filled.map(([index], i) => {
    const before = filled[i - 1]?.[0];
    const offset = before === undefined ? index : index - before - 1;
    return field(11, joined([varintField(1, zigzag(offset)), varintField(2, 1)]));
  });
  const deltas = filled.map(([, size], i) => varint(zigzag(size - (filled[i - 1]?.[1] ?? 0))));
  const histogram = joined([
    varintField(1, count),
    doubleField(3, sum),
    varintField(4, zigzag(0)),
    varintField(6, 0),
    ...spans,
    field(12, joined(deltas)),
    varintField(15, at),
  ]);
  return joined([
    ...sorted.map(([name, value]) => field(1, joined([field(1, text(name)), field(2, text(value))]))),
    field(4, histogram),
  ]);
}

const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value);

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
}

const varintField = (number: number, value: number) => joined([varint(number * 8), varint(value)]);
const field = (number: number, bytes: Uint8Array) => joined([varint(number * 8 + 2), varint(bytes.length), bytes]);

function doubleField(number: number, value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return joined([varint(number * 8 + 1), bytes]);
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** Literal blocks of at most 60 bytes need one byte before each. */
function inSnappy(bytes: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [varint(bytes.length)];
  for (let at = 0; at < bytes.length; at += 60) {
    const block = bytes.subarray(at, at + 60);
    blocks.push(Uint8Array.from([(block.length - 1) * 4]), block);
  }
  return joined(blocks);
}
