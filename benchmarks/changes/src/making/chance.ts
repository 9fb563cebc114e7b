import { createHash } from 'node:crypto';

/** Numbers by chance, the same for the same words. */
export class Chance {
  #state: number;

  constructor(...words: readonly (string | number)[]) {
    this.#state = Number.parseInt(hexOf(8, ...words), 16);
  }

  /** 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  whole(from: number, to: number): number {
    return Math.floor(this.between(from, to + 1));
  }

  /** About 0, rarely beyond 2 either way. */
  bell(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * 1.7;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)] as T;
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.whole(0, 15).toString(16)).join('');
  }
}

export function hexOf(length: number, ...words: readonly (string | number)[]): string {
  return createHash('sha256').update(words.join('\n')).digest('hex').slice(0, length);
}
