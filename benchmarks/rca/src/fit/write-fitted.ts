import type { ChoiceModel } from '@incidentfox/analysis';

/** The source of `fitted.ts`. */
export function fittedSource(model: ChoiceModel, head: readonly string[]): string {
  const object = (value: unknown, indent: string): string => {
    if (typeof value !== 'object' || value === null) return typeof value === 'string' ? `'${value}'` : String(value);
    const lines = Object.entries(value).map(([key, one]) => `${indent}  ${key}: ${object(one, `${indent}  `)},`);
    return `{\n${lines.join('\n')}\n${indent}}`;
  };
  return [
    "import type { ChoiceModel } from './choice-model.ts';",
    '',
    '/**',
    ...head.map((line) => ` * ${line}`),
    ' */',
    `export const fitted: ChoiceModel = ${object(model, '')};`,
    '',
  ].join('\n');
}
