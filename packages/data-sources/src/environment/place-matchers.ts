import type { PlaceMatch } from './place-labels.ts';

/** `env="prod"`, `namespace!~"shop-dev|shop-staging"`: in the way of PromQL and LogQL, with their string literal. */
export function toMatchers(matches: readonly PlaceMatch[], quoted: (text: string) => string): string[] {
  return matches
    .filter(({ values }) => values.length > 0)
    .map(({ label, values, isExcluding }) => {
      const [only] = values;
      if (values.length === 1 && only !== undefined) return `${label}${isExcluding ? '!=' : '='}${quoted(only)}`;
      return `${label}${isExcluding ? '!~' : '=~'}${quoted(values.map(literally).join('|'))}`;
    });
}

/** A regular expression (RE2) that matches exactly `text`. */
const literally = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
