import { Secret } from '@incidentfox/secrets';

/** Settings as the start-up leaves them: every secret resolved, here to the text it was given as. */
export function settled<T>(settings: T): T {
  settle(settings);
  return settings;
}

function settle(value: unknown): void {
  if (value instanceof Secret) value.settle(value.reference);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) settle(inner);
}
