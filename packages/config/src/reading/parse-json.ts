import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { ParsedText } from './parsed-text.ts';

/** Deeper than any configuration; the parser's recursion has an end well above it. */
const maxDepth = 200;

/** JSON as editors know it in settings files: with comments, and with commas after the last item. */
export function parseJson(text: string): ParsedText {
  if (depthOf(text) > maxDepth) return faultAt(text, 0, 'Expected there: less nesting');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const first = errors.sort((a, b) => a.offset - b.offset)[0];
  if (first)
    return faultAt(text, first.offset, `Expected there: ${expected[printParseErrorCode(first.error)] ?? 'a value'}`);
  if (root === undefined) return faultAt(text, text.length, 'Expected there: a value');
  const twice = keyTwice(root);
  if (twice) return faultAt(text, twice.offset, 'This key stands in the object already: leave one of them');
  return { value: getNodeValue(root) };
}

/** The first key that its object has already: the parser would keep the last and say nothing of the others. */
function keyTwice(node: Node): Node | undefined {
  const keys = new Set<unknown>();
  for (const child of node.children ?? []) {
    const key = node.type === 'object' ? child.children?.[0] : undefined;
    if (key && keys.has(key.value)) return key;
    keys.add(key?.value);
    const below = keyTwice(child);
    if (below) return below;
  }
  return undefined;
}

function faultAt(text: string, offset: number, hint: string): ParsedText {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { format: 'JSON', fault: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, hint } };
}

/** An upper bound: brackets in strings count as well. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const sign of text) {
    if (sign === '{' || sign === '[') deepest = Math.max(deepest, ++depth);
    else if (sign === '}' || sign === ']') depth--;
  }
  return deepest;
}

/** By the parser's name for what is wrong. */
const expected: Readonly<Record<string, string>> = {
  InvalidNumberFormat: 'a number',
  UnexpectedEndOfNumber: 'the rest of the number',
  PropertyNameExpected: 'a key in quotes',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma or the closing bracket',
  CloseBraceExpected: 'a comma or }',
  CloseBracketExpected: 'a comma or ]',
  EndOfFileExpected: 'the end of the file',
  UnexpectedEndOfComment: 'the end of the comment, */',
  UnexpectedEndOfString: 'the closing quote',
  InvalidUnicode: 'four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'a known escape after \\',
  InvalidCharacter: 'no control character',
};
