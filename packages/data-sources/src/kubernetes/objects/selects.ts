import type { LabelSelector } from './objects.schema.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether a plain map of labels (of a Service) selects these; an empty one selects nothing. */
export function selectsLabels(selector: Labels | null | undefined, labels: Labels): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** Whether a selector with expressions selects these; an empty one selects everything. */
export function selectorMatches({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): boolean {
  const areEqual = Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return (
    areEqual &&
    (matchExpressions ?? []).every(({ key, operator, values }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isListed = value !== undefined && (values ?? []).includes(value);
      return operator === 'In' ? isListed : !isListed;
    })
  );
}
