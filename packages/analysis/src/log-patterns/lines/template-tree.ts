import { type LineLevel, levelStatedIn, lineLevelOf } from '@incidentfox/incident';
import { maxRememberedLines, maxTemplatesPerBranch, minLikeness } from '../thresholds.ts';
import { fingerprint, type MaskedLine, maskLine, statementOf, variable } from './mask-line.ts';

/** A log statement found so far. */
export interface Template {
  level: LineLevel;
  words: string[];
  gaps: readonly string[];
  example: string;
}

/** The statement in words, as the line read, with `<*>` where lines differ. */
export function templateText(template: Template): string {
  let text = '';
  for (const [index, word] of template.words.entries()) text += (template.gaps[index] ?? ' ') + word;
  return text.replace(/(?:<\*>[\s,;|/:.]*){2,}/g, `${variable} `).trim();
}

function likeness(template: Template, words: readonly string[]): number {
  let same = 0;
  for (let index = 0; index < words.length; index += 1) if (template.words[index] === words[index]) same += 1;
  return same / Math.max(1, words.length);
}

function generalise(template: Template, words: readonly string[]): void {
  for (let index = 0; index < words.length; index += 1)
    if (template.words[index] !== words[index]) template.words[index] = variable;
}

/**
 * Groups log lines into statements, after Drain (He et al., ICWS 2017): lines of one length and one beginning share a branch,
 * and within it the most alike statement takes the line. Masking first makes most lines of a statement equal, so that they are
 * found in a map without walking the tree.
 */
export class TemplateTree {
  readonly #branches = new Map<string, Template[]>();
  /** By stated level, by fingerprint. */
  readonly #remembered = new Map<string, Map<number, Template>>();
  readonly #keep: ReadonlySet<string>;
  #size = 0;

  /** `keep` holds lower-case names that are never variables: the known services. */
  constructor(keep: ReadonlySet<string>) {
    this.#keep = keep;
  }

  /** The statement of a line; `level` is what its source says, if it does, `implied` what a line is that says nothing. */
  add(message: string, level: string | undefined, implied: LineLevel = 'info'): Template {
    const text = statementOf(message);
    const key = fingerprint(text, this.#keep);
    // The message of a structured line does not hold its level: two of different levels may have the same one.
    const stated = level ?? (message.charCodeAt(0) === 123 ? levelStatedIn(message) : null) ?? `implied ${implied}`;
    const ofLevel = this.#remembered.get(stated) ?? new Map<number, Template>();
    const remembered = ofLevel.get(key);
    if (remembered !== undefined) return remembered;
    const template = this.#place(maskLine(text, this.#keep), lineLevelOf(level, message, implied), message);
    if (this.#size < maxRememberedLines) {
      this.#remembered.set(stated, ofLevel.set(key, template));
      this.#size += 1;
    }
    return template;
  }

  #place(line: MaskedLine, level: LineLevel, example: string): Template {
    const branchKey = `${level} ${line.words.length} ${line.words[0] ?? ''}`;
    const branch = this.#branches.get(branchKey) ?? [];
    if (branch.length === 0) this.#branches.set(branchKey, branch);
    let best: Template | undefined;
    let bestLikeness = -1;
    for (const template of branch) {
      const alike = likeness(template, line.words);
      if (alike > bestLikeness) [best, bestLikeness] = [template, alike];
    }
    if (best !== undefined && (bestLikeness >= minLikeness || branch.length >= maxTemplatesPerBranch)) {
      generalise(best, line.words);
      return best;
    }
    const template: Template = { level, words: [...line.words], gaps: line.gaps, example };
    branch.push(template);
    return template;
  }
}
