import type { Answer } from '@incidentfox/incident';

/**
 * What several sources behind one Grafana answered, as one answer. One that does not know the service takes nothing away; one
 * that failed leaves the answer partial.
 */
export function joinAnswers<T>(
  answers: readonly [Answer<T>, ...Answer<T>[]],
  target: { id: string; kind: string; items: number },
): Answer<T> {
  const answered = answers.filter(({ state }) => state !== 'skipped');
  const [first] = answered.length > 0 ? answered : answers;
  const good = answered.filter(({ state }) => state !== 'failed');
  const all = answers.flatMap((answer) => answer.items);
  const items = all.slice(0, target.items);
  const failure =
    answered.find((answer) => answer.failure !== undefined)?.failure ??
    (answered.length === 0 ? first?.failure : undefined);
  const cut =
    items.length < all.length ? ({ by: 'items', shown: items.length, total: all.length } as const) : undefined;
  const truncated = cut ?? answers.find((answer) => answer.truncated !== undefined)?.truncated;
  return {
    state: stateOf({ answered, good }, items.length),
    items,
    ...(truncated === undefined ? {} : { truncated }),
    warnings: answers.flatMap((answer) => answer.warnings),
    ...(failure === undefined ? {} : { failure }),
    provenance: joinProvenance(answers, good[0] ?? answers[0], target),
  };
}

function stateOf(
  { answered, good }: { answered: readonly Answer<unknown>[]; good: readonly Answer<unknown>[] },
  items: number,
): Answer<unknown>['state'] {
  if (answered.length === 0) return 'skipped';
  if (good.length === 0) return 'failed';
  if (good.length < answered.length || good.some(({ state }) => state === 'partial')) return 'partial';
  return items === 0 ? 'empty' : 'ok';
}

function joinProvenance(
  answers: readonly Answer<unknown>[],
  shown: Answer<unknown>,
  target: { id: string; kind: string },
): Answer<unknown>['provenance'] {
  const all = answers.map(({ provenance }) => provenance);
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
  const askedAt = Math.min(...all.map((one) => one.askedAt));
  const { deepLink } = shown.provenance;
  return {
    source: target.id,
    kind: target.kind,
    query: all
      .map(({ query }) => query)
      .filter((query) => query !== '')
      .join('\n'),
    ...(deepLink === undefined ? {} : { deepLink }),
    askedAt,
    tookMs: Math.max(...all.map((one) => one.askedAt + one.tookMs)) - askedAt,
    requests: sum((one) => one.requests),
    bytes: sum((one) => one.bytes),
  };
}
