import { type CollectedAnswer, titleOf } from '@incidentfox/data-sources';
import type { Capability } from '@incidentfox/incident';
import { type Finding, failure, ok, warning } from '../finding.ts';
import type { AskedService } from './ask-source.ts';
import { sayAnswers } from './say-answers.ts';

/** Whose answers are judged. */
export interface JudgedSource {
  readonly id: string;
  readonly kind: string;
}

/** One answer with the name of the service it is about. */
type Told = CollectedAnswer & { readonly name: string };

/** Without any of these for any service, an investigation has nothing to go by; of the others there may well be none. */
const neverEmpty: ReadonlySet<Capability> = new Set(['metrics', 'logs']);

/**
 * What the answers of one source show: what came back, in one line; and, a line a reason, what did not and for whom. What a source could
 * not be asked about a service it knows otherwise is only noted. Services it does not know at all are {@link unknownTo}.
 */
export function judgeAnswers({ id, kind }: JudgedSource, asked: readonly AskedService[]): Finding[] {
  const unknown = new Set(unknownTo(asked));
  const told = asked
    .filter((one) => !unknown.has(one))
    .flatMap(({ service, answers }) => answers.map((one): Told => ({ ...one, name: service.name })));
  const capabilities = [...new Set(told.map(({ capability }) => capability))];
  const lines = capabilities.map((capability) =>
    judge(
      { id, kind },
      told.filter((one) => one.capability === capability),
    ),
  );
  const seen = lines.flatMap((line) => line.seen);
  return [...(seen.length > 0 ? [ok(id, seen.join('; '))] : []), ...merged(lines.flatMap((line) => line.findings))];
}

/** Those that no question found by their names, while the source itself answers. */
export function unknownTo(asked: readonly AskedService[]): AskedService[] {
  return asked.filter(
    ({ answers }) => answers.some(isUnknown) && answers.every((one) => isUnknown(one) || isBlank(one, answers)),
  );
}

/** Empty, and no sign that the name is known: alerts and calls are looked through for it, and so are events where there are metrics too. */
function isBlank({ capability, answer }: CollectedAnswer, all: readonly CollectedAnswer[]): boolean {
  if (answer.state !== 'empty') return false;
  if (capability === 'alerts' || capability === 'topology') return true;
  return capability === 'changes' && all.some((one) => one.capability === 'metrics' || one.capability === 'logs');
}

/** No name to ask with, or no repository or project of that name. */
function isUnknown({ capability, answer: { state, failure: why } }: CollectedAnswer): boolean {
  if (state === 'skipped') return why?.kind === 'config';
  return capability === 'changes' && state === 'failed' && why?.kind === 'not_found';
}

function judge({ id, kind }: JudgedSource, told: readonly Told[]): { seen: string[]; findings: Finding[] } {
  // What was left out for other failures before it failed as they did.
  const stateOf = ({ answer }: Told) =>
    answer.state === 'skipped' && answer.failure?.kind !== 'config' ? 'failed' : answer.state;
  const inState = (...states: string[]) => told.filter((one) => states.includes(stateOf(one)));
  const good = inState('ok', 'empty');
  const missing = neverEmpty.has(told[0]?.capability as Capability) ? inState('empty') : [];
  const seen = good.filter((one) => !missing.includes(one));
  const chosen = [...new Set(seen.flatMap(({ answer }) => answer.warnings.filter(isChoice)))].slice(0, 3);
  const skipped = inState('skipped');
  const notAsked = seen.length > 0 ? skipped : [];
  const asides = [...chosen, ...byReason(notAsked).map(([reason, names]) => `not asked about ${names}: ${reason}`)];
  return {
    seen: seen.length === 0 ? [] : [[sayAnswers(seen), ...asides].join(', ')],
    findings: [
      ...byReason(inState('failed')).map(([reason, names, one]) =>
        failure(id, `${one.capability} of ${names}: ${reason}`, adviceFor(one, kind)),
      ),
      ...byReason(inState('partial')).map(([reason, names, one]) => partial({ id, kind }, one, names, reason)),
      ...byReason(seen.length > 0 ? [] : skipped).map(([reason, names, one]) =>
        warning(id, `${one.capability} of ${names} cannot be asked: ${reason}`, adviceFor(one, kind)),
      ),
      ...byReason(missing).map(([, names, one]) =>
        warning(
          id,
          `${sayAnswers([one]).replace(/ of 1 service$/, '')} of ${names} in the last hour, though the name is known`,
          whatIsEmpty(one, kind),
        ),
      ),
    ],
  };
}

/** Nothing decides which of several is meant, or a part of the answer could not be read. */
function partial({ id, kind }: JudgedSource, one: Told, names: string, reason: string): Finding {
  const { answer, capability } = one;
  const isOpen = answer.failure?.kind === 'config';
  if (isOpen) {
    const advice = `Set environment for the service, the team or tools.${kind}, or give services[].${kind} a name that means one.`;
    return warning(id, `${capability} of ${names}: ${reason}`, advice);
  }
  const parts = answer.warnings.flatMap((text) => /^(.+) is missing: /.exec(text)?.[1] ?? []);
  const what = parts.length > 0 ? `without ${[...new Set(parts)].join(', ')}: ` : '';
  return failure(id, `${capability} of ${names}: ${what}${reason}`, adviceFor(one, kind));
}

function whatIsEmpty({ capability }: Told, kind: string): string {
  const own =
    kind === 'prometheus' && capability === 'metrics'
      ? ' Metrics with names of your own are only shown when they leave their normal: name them in tools.prometheus.metrics.'
      : '';
  return `Look whether ${titleOf(kind)} still gets it, and whether services[].${kind} means the right one.${own}`;
}

const isChoice = (text: string): boolean => text.startsWith('looked only at ');

/** The answers by why they are not whole, each with the services it holds for and the first of them. */
function byReason(told: readonly Told[]): [reason: string, names: string, first: Told][] {
  const groups = new Map<string, [Told, ...Told[]]>();
  for (const one of told) {
    const reason = one.answer.failure?.message ?? '';
    // The same sentence about each service is one reason.
    const key = reason.replaceAll(one.name, '...').replace(/https?:\S+/, '');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].map((group) => [
    group[0].answer.failure?.message ?? '',
    listed(group.map(({ name }) => name)),
    group[0],
  ]);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

function adviceFor({ answer }: Told, kind: string): string {
  switch (answer.failure?.kind) {
    case 'forbidden':
      return `Give these credentials the right to read it; the README of ${titleOf(kind)} lists what is needed.`;
    case 'not_found':
      return `Correct services[].${kind}, or let these credentials see it.`;
    case 'auth':
      return 'Check the token or key: it may be wrong, expired or revoked.';
    case 'timeout':
      return `Raise tools.${kind}.timeout_seconds, or ask ${titleOf(kind)} for less with matchers or filters.`;
    case 'config':
      return `Set services[].${kind}, or leave it if there is nothing there.`;
    default:
      return `Look at ${titleOf(kind)} itself: an investigation would get no more.`;
  }
}

/** One refusal that holds for several kinds of question is one line. */
function merged(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [`${one.state} ${one.detail}`, one])).values()];
}
