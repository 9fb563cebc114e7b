import type { LogDigest, Observations } from '@incidentfox/incident';

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('\\"', '"').trim();

/** Whether a quote, which may be cut at its end, stands in a text. */
export function isQuoteOf(quote: string, text: string): boolean {
  const wanted = plain(quote.replace(/…$/, ''));
  return wanted !== '' && (plain(text).includes(wanted) || text.includes(quote.replace(/…$/, '')));
}

/** A line with what varies taken out, so that lines of one statement are equal. */
export const statementIn = (line: string): string =>
  plain(line)
    .replaceAll(/\b(?=[\w.:-]*\d)[\w.:-]+/g, '#')
    .replaceAll(/#(?:[\s,;:=()-]*#)+/g, '#');

/** Every text of somebody else that a report may quote, with the service it belongs to. */
export function quotableTexts(observations: Observations): { service: string | null; text: string }[] {
  const { changes, alerts, infra, errors, logs, providerStatuses = [] } = observations;
  return [
    ...changes.map(({ service, title }) => ({ service, text: title })),
    ...alerts.flatMap(({ service, name, description }) => [name, description ?? ''].map((text) => ({ service, text }))),
    ...infra.map(({ service, message }) => ({ service, text: message })),
    ...errors.flatMap(({ service, title, culprit }) => [title, culprit ?? ''].map((text) => ({ service, text }))),
    ...providerStatuses.flatMap(({ title, impact }) => [title, impact ?? ''].map((text) => ({ service: null, text }))),
    ...logs.flatMap(({ service, lines, baselineLines }) =>
      [...lines, ...baselineLines].map(({ message }) => ({ service, text: message })),
    ),
  ];
}

/** How often the statement of a quote stands in the lines of a service, in the window and before it. */
export interface StatementCount {
  sampled: number;
  /** As many as the source counted, if every line of the digest were of this statement as often as among the samples. */
  scaled: number;
  before: number;
  times: readonly number[];
}

export function countStatement(digests: readonly LogDigest[], quote: string): StatementCount {
  const all = digests.flatMap(({ lines, baselineLines }) => [...lines, ...baselineLines]);
  const example = all.find(({ message }) => isQuoteOf(quote, message));
  const isOne = (message: string): boolean =>
    example !== undefined && statementIn(message) === statementIn(example.message);
  const counted = digests.map(({ lines, total }) => {
    const found = lines.filter(({ message }) => isOne(message));
    const share = lines.length === 0 ? 1 : Math.max(1, total / lines.length);
    return { found, scaled: found.length * share };
  });
  return {
    sampled: counted.reduce((sum, { found }) => sum + found.length, 0),
    scaled: counted.reduce((sum, { scaled }) => sum + scaled, 0),
    before: digests.reduce(
      (sum, { baselineLines }) => sum + baselineLines.filter((one) => isOne(one.message)).length,
      0,
    ),
    times: counted.flatMap(({ found }) => found.map(({ at }) => at)),
  };
}
