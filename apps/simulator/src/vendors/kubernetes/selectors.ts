/** A selector this API would refuse. */
export class SelectorFault extends Error {}

/** `app=checkout,tier!=cache,env in (a,b),!canary`, as the API reads label selectors. */
export function matchesLabels(selector: string, labels: Readonly<Record<string, string>>): boolean {
  return splitOutsideParentheses(selector).every((part) => matchesLabel(part, labels));
}

function matchesLabel(part: string, labels: Readonly<Record<string, string>>): boolean {
  const set = /^([\w./-]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, key = '', how, list = ''] = set;
    const isIn = list.split(',').some((value) => value.trim() === labels[key]);
    return how === 'in' ? isIn : !isIn;
  }
  const compared = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(part);
  if (compared) {
    const [, key = '', how, value] = compared;
    return how === '!=' ? labels[key] !== value : labels[key] === value;
  }
  const exists = /^(!?)\s*([\w./-]+)$/.exec(part);
  if (exists) return (labels[exists[2] ?? ''] === undefined) === (exists[1] === '!');
  throw new SelectorFault(`unable to parse requirement: ${part}`);
}

/** `type=Warning,involvedObject.name=x`: equality over the object's own fields. */
export function matchesFields(selector: string, object: object): boolean {
  return splitOutsideParentheses(selector).every((part) => {
    const compared = /^([\w.]+)\s*(==|=|!=)\s*(.*)$/.exec(part);
    if (!compared) throw new SelectorFault(`invalid selector: '${part}'; can't understand '${part}'`);
    const [, path = '', how, value] = compared;
    return (String(fieldOf(object, path) ?? '') === value) === (how !== '!=');
  });
}

function fieldOf(object: object, path: string): unknown {
  let value: unknown = object;
  for (const step of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value;
}

const splitOutsideParentheses = (text: string): string[] =>
  text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
