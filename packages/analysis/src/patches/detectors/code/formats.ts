import type { Alteration, AlterationKind } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

/** What is compared on a line before and after; the group or the whole is the value. */
const rules: readonly (readonly [AlterationKind, string, RegExp, number])[] = [
  [
    'format',
    'field name',
    /(?:`[^`]*\b(?:json|yaml|xml|bson|db|avro):\\?"|@(?:JsonProperty|SerializedName|JsonAlias|Json|Column|Field|SerialName|XmlElement)\((?:name\s*=\s*|value\s*=\s*)?"|\[JsonProperty(?:Name)?\("|@JsonKey\(name:\s*["'])([\w-]+)/,
    1,
  ],
  [
    'format',
    'number of a field',
    /^(?:repeated |optional |required )?[\w.]+(?:<.*>)?\s+\w+\s*=\s*(\d+)\s*(?:\[|;)/,
    1.2,
  ],
  [
    'format',
    'date format',
    /["']((?:[yYMdDHhmsSaZXzEu'T:./\s-]|%[A-Za-z])*(?:yy|YY|dd|DD|HH|%Y|%d|%H|2006-01)(?:[yYMdDHhmsSaZXzEu0-9'T:./\s-]|%[A-Za-z])*)["']/,
    1,
  ],
  [
    'format',
    'form of a date',
    /\b(isoformat|strftime|toISOString|toLocaleString|toLocaleDateString|toUTCString|iso8601|xmlschema|RFC3339\w*|UnixMilli|Unix|UnixNano|toEpochMilli|epochSecond|ISO_\w+|ofPattern)\b/,
    0.9,
  ],
  [
    'format',
    'encoding',
    /\b(utf-?8|utf-?16|iso-?8859-1|latin-?1|ascii|us-ascii|windows-1252|cp1252|base64(?:url)?|hex)\b/i,
    1,
  ],
  [
    'format',
    'serialization',
    /\b(json|xml|protobuf|proto|avro|msgpack|messagepack|pickle|yaml|csv|thrift|cbor|orjson|ujson|kryo)(?:\b|(?=[A-Z_.]))/i,
    0.8,
  ],
  ['format', 'compression', /\b(gzip|snappy|zstd|lz4|brotli|deflate|none|identity)\b/i, 0.7],
  ['unit', 'unit', /\b(?:TimeUnit|ChronoUnit)\.(\w+)\b/, 1],
  ['unit', 'unit', /\b(?:Duration\.of|TimeSpan\.From|Duration::from_|timedelta\()(\w+)/, 1],
  ['unit', 'unit', /\*\s*time\.(\w+)\b/, 1],
  ['unit', 'conversion', /([*/]\s*(?:10{2,}(?:\.0)?|1_000(?:_000)?|1e[36]|60|1024))\b/, 1],
  [
    'unit',
    'type of a number',
    /\b(int32|int64|uint32|uint64|float32|float64|int|Integer|long|Long|short|float|double|Double|decimal|BigDecimal|Decimal|BigInteger|parseInt|parseFloat|Math\.(?:floor|round|ceil|trunc)|to_i|to_f|to_d)\b/,
    0.7,
  ],
];

/** Only one thing was altered on the line: the rest is word for word the same. */
function isOnlyDifference(a: string, b: string, from: string, to: string): boolean {
  const rest = (text: string, value: string): string => text.replaceAll(value, '').replace(/\s+/g, '');
  return rest(a, from) === rest(b, to);
}

/** Names and numbers of fields, dates, encodings and units that others read otherwise. */
export const formats: Detector = {
  wakesOn:
    'isoformat strftime iso xmlschema unix milli epoch pattern locale utc rfc to *~ /~ *1 /1 json yaml xml bson db avro property name column field serialized alias repeated optional required string int bool bytes double float utf iso latin ascii base hex protobuf proto msgpack pickle csv thrift cbor gzip snappy zstd lz brotli deflate compression unit duration span timedelta time second millisecond yyyy yy dd hh decimal big long parse integer math round floor milliseconds seconds minutes format date uint message element key serial ceil trunc date short strftime millis'.split(
      ' ',
    ),
  detect: (file, { added }) => added.flatMap((line) => reformatted(file, line)),
};

function reformatted(file: ParsedFile, line: DiffLine): Alteration[] {
  const { partner } = line;
  if (partner === null || /^(?:import|from|using|package|require)\b/.test(line.code)) return [];
  for (const [kind, what, pattern, weight] of rules) {
    if (what === 'number of a field' && file.language !== 'proto') continue;
    if (what === 'compression' && !/compress|encoding|codec/i.test(line.code)) continue;
    if (
      what === 'serialization' &&
      !/serializ|content.?type|format|codec|converter|encoder|decoder|marshal|parse|mapper/i.test(line.code)
    )
      continue;
    const [was, now] = [pattern.exec(partner.code), pattern.exec(line.code)];
    if (was === null || now === null) continue;
    const [from, to] = [was[1] ?? was[0], now[1] ?? now[0]];
    if (from.toLowerCase() === to.toLowerCase() && what !== 'date format' && what !== 'field name') continue;
    if (from === to || (what !== 'form of a date' && !isOnlyDifference(partner.code, line.code, from, to))) continue;
    if (isNumberWithUnit(kind, line)) continue;
    return alter(file, { kind, what, line, from, to, weight });
  }
  return [];
}

/** `30 * time.Second` -> `30 * time.Millisecond` is a setting with its unit and is read as one where it has a name. */
const isNumberWithUnit = (kind: AlterationKind, line: DiffLine): boolean =>
  kind === 'unit' &&
  /\d\s*\*\s*time\.|of\w+\(\s*\d|From\w+\(\s*\d|\d+\s*,\s*TimeUnit/.test(line.code) &&
  /timeout|deadline|ttl|expir|interval|backoff|wait/i.test(line.code);
