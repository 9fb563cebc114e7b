import { styleText } from 'node:util';
import type { Finding } from './finding.ts';

const signs = { ok: 'ok     ', warning: 'warning', failure: 'failure' } as const;
const signColors = { ok: 'green', warning: 'yellow', failure: 'red' } as const;

/** The findings as lines for people, what to do below what is wrong, and how many of each. */
export function writeFindings(findings: readonly Finding[], { colors }: { colors: boolean }): string {
  const sign = (state: Finding['state']) =>
    colors ? styleText(signColors[state], signs[state], { validateStream: false }) : signs[state];
  const lines = findings.flatMap(({ state, subject, detail, advice }) => [
    `${sign(state)}  ${subject}: ${oneLine(detail)}`,
    ...(advice === null ? [] : [`           ${oneLine(advice)}`]),
  ]);
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  return [...lines, '', `${count('ok')} ok, ${count('warning')} warnings, ${count('failure')} failures`].join('\n');
}

/** Names and messages of others must not draw lines of their own. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
