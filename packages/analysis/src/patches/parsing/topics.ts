/**
 * Which lines could concern which detector, from the words in them: one cheap scan of the characters instead of thirty
 * expressions a line, which is what makes forty diffs affordable.
 */
export class TopicIndex {
  private readonly masks: Map<number, number>;
  /** For two signs side by side: `?.`, `&.`. */
  private readonly marks = new Int32Array(128 * 128);
  /** `words[i]` are the lower-case words, or pairs of signs (`~` for a blank), that wake detector i; at most 31 detectors. */
  constructor(words: readonly (readonly string[])[]) {
    this.masks = new Map();
    words.forEach((list, detector) => {
      for (const word of list) {
        if (!/[a-z]/.test(word)) {
          const mark = markOf(word.charCodeAt(0), word[1] === '~' ? 32 : word.charCodeAt(1));
          this.marks[mark] = (this.marks[mark] ?? 0) | (1 << detector);
          continue;
        }
        const key = hashOf(word);
        this.masks.set(key, (this.masks.get(key) ?? 0) | (1 << detector));
      }
    });
    this.filter = new Uint8Array(filterSize);
    for (const key of this.masks.keys()) this.filter[key & (filterSize - 1)] = 1;
  }

  private readonly filter: Uint8Array;

  /** One bit for each detector that a word of `text` wakes. Words end where letters end or a capital begins. */
  maskOf(text: string): number {
    let mask = 0;
    let hash = seed;
    let lastLower = false;
    const end = Math.min(text.length, maxScanned);
    for (let at = 0; at < end; at += 1) {
      const code = text.charCodeAt(at);
      const kind = classes[code] ?? 0;
      if (kind === 0) {
        if (hash !== seed) mask |= this.topicsOf(hash);
        else if (at > 0 && code < 128) mask |= this.marks[markOf(text.charCodeAt(at - 1), code)] ?? 0;
        hash = seed;
        lastLower = false;
        continue;
      }
      const isUpper = kind < 97;
      if (isUpper && lastLower) {
        mask |= this.topicsOf(hash);
        hash = seed;
      }
      hash = Math.imul(hash ^ (kind | 32), prime);
      lastLower = !isUpper;
    }
    return hash === seed ? mask : mask | this.topicsOf(hash);
  }

  private topicsOf(hash: number): number {
    const key = hash >>> 0;
    return this.filter[key & (filterSize - 1)] === 0 ? 0 : (this.masks.get(key) ?? 0);
  }
}

const filterSize = 16_384;
const maxScanned = 400;
const seed = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** A letter's own code, 0 for everything else. */
const classes = Uint8Array.from({ length: 128 }, (_, code) => (/[A-Za-z]/.test(String.fromCharCode(code)) ? code : 0));

const markOf = (first: number, second: number): number => (first & 127) * 128 + second;

function hashOf(word: string): number {
  let hash = seed;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ (word.charCodeAt(at) | 32), prime);
  return hash >>> 0;
}
