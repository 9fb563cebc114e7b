import { inspect } from 'node:util';
import { z } from 'zod';

/** How long a replaced value is still accepted: incident.io sends a delivery again for a day. */
export const formerValueGraceMs = 24 * 3_600_000;

/**
 * A secret that knows its reference and never shows its value by accident: printing, serialising or interpolating it gives
 * the reference only. `reveal()` is the one door, used where a header is built.
 */
export class Secret {
  readonly #reference: string;
  #value: string | undefined;
  #former: { value: string; replacedAt: number }[] = [];
  #readAgain: (() => Promise<string>) | undefined;

  constructor(reference: string, value?: string) {
    this.#reference = reference;
    this.#value = value;
  }

  /** What the configuration says: may be the value itself, so it is no field that a print or a clone would show. */
  get reference(): string {
    return this.#reference;
  }

  get isResolved(): boolean {
    return this.#value !== undefined;
  }

  /** The value. Throws when it was not resolved: a programming error, seen at start. */
  reveal(): string {
    if (this.#value === undefined) throw new Error(`${this.toString()} was used before it was resolved`);
    return this.#value;
  }

  /** The value, then those it replaced within the last day: what a signature may have been made with during a rotation. */
  accepted(now: number = Date.now()): string[] {
    const former = this.#former.filter(({ replacedAt }) => now - replacedAt < formerValueGraceMs);
    return [this.reveal(), ...former.map(({ value }) => value)];
  }

  /** Called by the resolver. `readAgain` gives the value anew, for `renew`. */
  settle(value: string, readAgain?: () => Promise<string>, now: number = Date.now()): void {
    if (this.#value !== undefined && this.#value !== value) this.remember(this.#value, now);
    this.#value = value;
    this.#readAgain = readAgain ?? this.#readAgain;
  }

  /** Accepts a value of an earlier configuration for a while longer. */
  remember(value: string, now: number = Date.now()): void {
    const others = this.#former.filter(
      (former) => former.value !== value && now - former.replacedAt < formerValueGraceMs,
    );
    this.#former = [{ value, replacedAt: now }, ...others].slice(0, 5);
  }

  /** True when both have the same value, or both have none. */
  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  /** Reads the value again where it is kept: after a vendor answered 401. True when it is another one now. */
  async renew(): Promise<boolean> {
    const before = this.#value;
    if (!this.#readAgain) return false;
    try {
      this.settle(await this.#readAgain());
    } catch {
      return false; // the old value stays; what failed is told by the request that needed the new one
    }
    return this.#value !== before;
  }

  toString(): string {
    return `[secret ${describeReference(this.#reference)}]`;
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
    .meta({
      title: 'Secret reference',
      description:
        'A secret: vault://mount/path#field, aws-sm://id#field, env:NAME, file:/path, or a plain value for local use',
    })
    .transform((reference) => new Secret(reference));
