import { Failure } from '@incidentfox/failures';

/** The named field of a secret; without a name its only field, or the one called `value`. Field names may be shown, values never. */
export function pickField(fields: Readonly<Record<string, unknown>>, field: string | null): string {
  const names = Object.keys(fields);
  const name = field ?? (names.length === 1 ? names[0] : names.find((one) => one === 'value'));
  if (name === undefined) {
    throw new Failure('config', `it has ${names.length} fields (${names.join(', ')}): add #field to the reference`);
  }
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value;
  const what =
    value === undefined ? `has no field "${name}", only ${names.join(', ') || 'none'}` : `has no text in "${name}"`;
  throw new Failure('config', `it ${what}`);
}
