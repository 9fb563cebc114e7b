import { inspect } from 'node:util';
import { z } from 'zod';

/**
 * A secret that knows its reference and never shows its value by accident: printing, serialising or interpolating it gives
 * the reference's kind only. `reveal()` is the one door, used where a header is built.
 */
export class Secret {
  readonly reference: string;
  #value: string | undefined;

  constructor(reference: string, value?: string) {
    this.reference = reference;
    this.#value = value;
  }

  /** The value. Throws when it was not resolved: a programming error, seen at start. */
  reveal(): string {
    if (this.#value === undefined) throw new Error(`secret ${this.toString()} was read before it was resolved`);
    return this.#value;
  }

  /** Called by the resolver, at start and again after a vendor answered 401. */
  settle(value: string): void {
    this.#value = value;
  }

  toString(): string {
    return `[secret ${describeReference(this.reference)}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** What may be shown of a reference: all of it for `env:`, `file:`, `vault://` and `aws-sm://`; nothing of a plain value. */
export function describeReference(reference: string): string {
  return /^(env:|file:|vault:\/\/|aws-sm:\/\/)/.test(reference) ? reference : 'given in plain text';
}

/** Schema of a setting that holds a secret reference. */
export const secret = () =>
  z
    .string()
    .min(1)
    .describe(
      'A secret: vault://mount/path#field, aws-sm://id#field, env:NAME, file:/path, or a plain value for local use',
    )
    .transform((reference) => new Secret(reference));
