/** An alerting rule's expression as what it measures and what is too much. */
export interface Threshold {
  readonly measured: string;
  readonly comparison: string;
  readonly limit: number;
}

/**
 * Takes the comparison with a number off an expression: `a / b > 0.05 and c > 1` measures `a / b`. Null where the first part is no such
 * comparison.
 */
export function splitThreshold(expression: string): Threshold | null {
  const first = withoutParentheses(beforeWord(expression));
  const at = findAtTop(first, (text, index) => /^(?:>=|<=|==|!=|>|<)/.exec(text.slice(index))?.[0] ?? null);
  if (at === null) return null;
  const limit = /^\s*(?:bool\s+)?([-+]?[\d.]+(?:e[-+]?\d+)?)\s*$/i.exec(first.slice(at.index + at.found.length));
  const measured = first.slice(0, at.index).trim();
  if (limit === null || measured === '' || !Number.isFinite(Number(limit[1]))) return null;
  return { measured: withoutParentheses(measured), comparison: at.found, limit: Number(limit[1]) };
}

/** Up to a set operator that stands outside of parentheses. */
function beforeWord(expression: string): string {
  const at = findAtTop(expression, (text, index) => /^\s(?:and|or|unless)\b/i.exec(text.slice(index))?.[0] ?? null);
  return (at === null ? expression : expression.slice(0, at.index)).trim();
}

function withoutParentheses(expression: string): string {
  const text = expression.trim();
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  const closed = findAtTop(text.slice(1), (rest, index) => (rest[index] === ')' ? ')' : null));
  return closed?.index === text.length - 2 ? withoutParentheses(text.slice(1, -1)) : text;
}

/** The first place outside of strings, parentheses, braces and brackets where something is found. */
function findAtTop(
  text: string,
  find: (text: string, index: number) => string | null,
): { index: number; found: string } | null {
  let depth = 0;
  let quote: string | null = null;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (quote !== null) {
      if (character === '\\' && quote !== '`') index += 1;
      else if (character === quote) quote = null;
      continue;
    }
    if (depth === 0) {
      const found = find(text, index);
      if (found !== null) return { index, found };
    }
    if (character === '"' || character === "'" || character === '`') quote = character;
    else if ('({['.includes(character)) depth += 1;
    else if (')}]'.includes(character)) depth -= 1;
  }
  return null;
}
