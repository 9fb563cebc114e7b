import { Secret } from './secret.ts';

export interface PlacedSecret {
  path: PropertyKey[];
  secret: Secret;
}

/** Every secret in a value, with its path. */
export function secretsIn(value: unknown, path: PropertyKey[] = []): PlacedSecret[] {
  if (value instanceof Secret) return [{ path, secret: value }];
  if (typeof value !== 'object' || value === null) return [];
  const list = Array.isArray(value);
  return Object.entries(value).flatMap(([key, item]) => secretsIn(item, [...path, list ? Number(key) : key]));
}

/** Reads every secret in a value again, after a vendor answered 401. True when one is another now: worth one more try. */
export async function renewSecrets(value: unknown): Promise<boolean> {
  const renewed = await Promise.all(secretsIn(value).map(({ secret }) => secret.renew()));
  return renewed.includes(true);
}
