/** Where a text stops being JSON, and what was expected there. The text itself is not repeated: it may hold a secret. */
export interface JsonFault {
  line: number;
  column: number;
  expected: string;
}

/** The first fault of a text that is not JSON. JSON.parse does not tell the place in every version of Node. */
export function findJsonFault(text: string): JsonFault {
  const reader = new JsonReader(text);
  const expected = reader.firstFault();
  const before = text.slice(0, reader.at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected };
}

const token = {
  space: /[ \t\n\r]*/y,
  text: /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy,
  scalar: /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y,
};

class Fault extends Error {}

class JsonReader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  firstFault(): string {
    try {
      this.#value(0);
      this.#skip(token.space);
      return 'the end of the file';
    } catch (fault) {
      if (fault instanceof Fault) return fault.message;
      throw fault;
    }
  }

  #value(depth: number): void {
    if (depth > 200) throw new Fault('less nesting');
    this.#skip(token.space);
    if (this.#next('{')) this.#members('}', () => this.#member(depth));
    else if (this.#next('[')) this.#members(']', () => this.#value(depth + 1));
    else if (!this.#skip(token.text) && !this.#skip(token.scalar)) throw new Fault('a value');
  }

  #members(end: string, member: () => void): void {
    this.#skip(token.space);
    if (this.#next(end)) return;
    do {
      member();
      this.#skip(token.space);
    } while (this.#next(','));
    if (!this.#next(end)) throw new Fault(`a comma or ${end}`);
  }

  #member(depth: number): void {
    this.#skip(token.space);
    if (!this.#skip(token.text)) throw new Fault('a key in quotes');
    this.#skip(token.space);
    if (!this.#next(':')) throw new Fault('a colon');
    this.#value(depth + 1);
  }

  #next(sign: string): boolean {
    if (this.#text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    this.at += found?.length ?? 0;
    return found !== undefined;
  }
}
