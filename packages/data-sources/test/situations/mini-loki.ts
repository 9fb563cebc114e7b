import { z } from 'zod';
import type { StandInRoute } from '../stand-in.ts';

/** A stream by its labels, with the one line it says once a minute. */
export interface MiniStream {
  readonly labels: Readonly<Record<string, string>>;
  readonly line: string;
}

const nanoseconds = z.string().regex(/^[12]\d{18}$/);
const span = { start: nanoseconds, end: nanoseconds };
const success = (data: unknown) => ({ body: { status: 'success', data } });

/** Loki's read operations over a few streams, with selectors that really select. */
export function miniLoki(streams: readonly MiniStream[]): StandInRoute[] {
  const chosen = (query: unknown) => streams.filter(({ labels }) => fits(labels, String(query ?? '{}')));
  return [
    {
      method: 'GET',
      path: '/loki/api/v1/labels',
      query: z.strictObject(span),
      answer: () => success([...new Set(streams.flatMap(({ labels }) => Object.keys(labels)))]),
    },
    {
      method: 'GET',
      path: '/loki/api/v1/label/:name/values',
      query: z.strictObject({ ...span, query: z.string().regex(/^\{/).optional() }),
      answer: ({ params, query }) =>
        success([...new Set(chosen(query.query).flatMap(({ labels }) => labels[params.name ?? ''] ?? []))]),
    },
    {
      method: 'GET',
      path: '/loki/api/v1/query_range',
      query: z.looseObject({ query: z.string(), ...span }),
      answer({ query }) {
        const found = chosen(/\{[^}]*\}/.exec(String(query.query))?.[0]);
        const at = (BigInt(String(query.end)) - 1_800_000_000_000n).toString();
        if (query.step === undefined)
          return success({
            resultType: 'streams',
            result: found.map(({ labels, line }) => ({ stream: labels, values: [[at, line]] })),
          });
        const seconds = Number(query.end) / 1e9 - 1_800;
        const values = found.length === 0 ? [] : [[seconds, String(found.length)]];
        return success({ resultType: 'matrix', result: values.length === 0 ? [] : [{ metric: {}, values }] });
      },
    },
  ];
}

function fits(labels: Readonly<Record<string, string>>, selector: string): boolean {
  return [...selector.matchAll(/(\w+)(=~|!~|!=|=)"((?:[^"\\]|\\.)*)"/g)].every(
    ([, label = '', operator, text = '']) => {
      const value = labels[label] ?? '';
      const pattern = new RegExp(`^(?:${JSON.parse(`"${text}"`)})$`);
      if (operator === '=') return value === text;
      if (operator === '!=') return value !== text;
      return operator === '=~' ? pattern.test(value) : !pattern.test(value);
    },
  );
}
