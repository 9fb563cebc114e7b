import type { Evidence } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import { clockOf } from '../observed/rounded-number.ts';
import { isQuoteOf } from '../observed/texts.ts';
import type { ReportCase } from '../report-case.ts';
import { changeMeant, changeVerb } from './changed/changes.ts';
import { readEvent } from './events.ts';
import { checkFacts } from './evidence-facts.ts';
import { checkPlace } from './measured/attribution.ts';
import { checkCounted } from './measured/normal.ts';
import { checkBegan, checkLogged, checkShiftTitle, shiftTitle } from './measured/numbers.ts';

type Read = (evidence: Evidence, one: ReportCase) => ClaimCheck[] | null;

const byKind: Partial<Record<Evidence['kind'], Read>> = {
  metric_shift: (evidence, one) => metric(evidence, one),
  metric_normal: (evidence, one) => metric(evidence, one),
  log_pattern: (evidence, one) => logPattern(evidence, one),
  change: (evidence, one) => change(evidence, one),
  alert: ({ at, title }, { observed }) => [
    check(
      'time',
      observed.observations.alerts.some(
        ({ name, startedAt }) => startedAt === at && isQuoteOf(title.slice('Alert '.length, -' fired'.length), name),
      ),
      `no such alert fired at ${at === null ? '?' : clockOf(at)}`,
    ),
  ],
  infra_event: (evidence, one) => readEvent(evidence.title, evidence.at, one),
  error_issue: (evidence, one) => readEvent(evidence.title, evidence.at, one),
  edge: ({ title, facts }, { observed }) => [
    check(
      'call',
      title === `${facts.from} calls ${facts.to}` && observed.calls(String(facts.from), String(facts.to)),
      'no such call was observed',
    ),
  ],
  attribution: (evidence, one) => checkPlace(evidence, one),
  provider_status: ({ title, at }, { observed }) => [
    check(
      'quote',
      (observed.observations.providerStatuses ?? []).some(
        ({ provider, from }) => title.includes(provider) && from === at && title.includes(clockOf(from)),
      ),
      'no status page says so',
    ),
  ],
  coverage: (evidence, one) => coverage(evidence, one),
  incident: () => [check('name', true, '')],
};

function metric({ title, kind, at, facts, service }: Evidence, one: ReportCase): ClaimCheck[] | null {
  const checks = checkShiftTitle(title, one);
  const name = shiftTitle.exec(title)?.groups?.name;
  if (checks === null || name === undefined) return null;
  const isOwn = one.observed
    .seriesNamed(name)
    .some((series) => series.service === service && series.name === facts.metric);
  const began =
    kind === 'metric_shift' && at !== null
      ? checkBegan(name, facts.direction === 'down' ? 'fall' : 'rise', at, one)
      : [];
  return [...checks, ...began, check('name', isOwn, `${service} has no such metric`)];
}

function logPattern({ title, quote, facts, service }: Evidence, one: ReportCase): ClaimCheck[] | null {
  const form =
    /^(?<service>.+) logs, (?<state>new|surging|usual|vanished) (?:error|warning|line): (?<now>\S+) lines? \(normal: (?<normal>\S+)\)$/;
  const found = form.exec(title)?.groups;
  if (found === undefined) return null;
  const isVanished = found.state === 'vanished';
  return [
    check('name', found.service === service && found.state === facts.state, 'the title is not of its facts'),
    ...checkLogged(service ?? '', quote ?? '', one, {
      now: isVanished ? undefined : found.now,
      before: found.state === 'new' && found.normal === '0' ? 'none' : undefined,
    }),
  ];
}

function change({ title, at, service, quote, facts }: Evidence, { observed }: ReportCase): ClaimCheck[] | null {
  const found = new RegExp(`^(?<owner>.+?) (?<verb>${changeVerb}) at (?<at>\\d\\d:\\d\\d) UTC$`).exec(title)?.groups;
  if (found === undefined) return null;
  const changes = changeMeant(observed, found.owner ?? '', { what: found.verb, at: found.at }).filter(
    (one) => one.startedAt === at && one.service === service,
  );
  const { actor, version, previousVersion, sha } = facts;
  const asSaid = changes.filter(
    (one) =>
      one.actor === actor && one.version === version && one.previousVersion === previousVersion && one.sha === sha,
  );
  return [
    check('change', changes.length > 0, 'no such change was observed'),
    check('change', changes.length === 0 || asSaid.length > 0, `by ${changes[0]?.actor}, ${changes[0]?.version}`),
    ...(quote === null
      ? []
      : [
          check(
            'quote',
            changes.some(({ title: said }) => isQuoteOf(quote, said)),
            `its title is "${changes[0]?.title}"`,
          ),
        ]),
  ];
}

function coverage({ title }: Evidence, one: ReportCase): ClaimCheck[] | null {
  const { observations } = one.observed;
  const found = /^(\d+) questions? answered, (\d+) could not be; (\d+) of (\d+) signals normal$/
    .exec(title)
    ?.slice(1)
    .map(Number);
  if (found === undefined) return null;
  const [answered, unanswered, normal = 0, signals = 0] = found;
  return [
    check(
      'coverage',
      answered === observations.answered.length && unanswered === observations.gaps.length,
      'other questions were asked',
    ),
    checkCounted(normal, signals, one),
  ];
}

export function checkEvidence(one: ReportCase, evidence: Evidence): ClaimCheck[] | null {
  const checks = byKind[evidence.kind]?.(evidence, one) ?? null;
  return checks === null ? null : [...checks, ...checkFacts(evidence, one)];
}
