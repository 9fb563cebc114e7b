import { type ClaimCheck, check } from '../claim.ts';
import { clockOf, minuteMs } from '../observed/rounded-number.ts';
import { citedBy, type ReportCase } from '../report-case.ts';
import { changeMeant, changeVerb } from './changed/changes.ts';
import { checkAllNormal, checkNormal, checkNotRisen, checkQuietLogs, checkResources } from './measured/normal.ts';
import { minutesIn } from './measured/numbers.ts';
import { type CitedSentence, part, readSentence, type SentenceForm } from './sentence-form.ts';

/** What is ruled out. The reason is read apart. */
const subjects: readonly SentenceForm[] = [
  {
    form: new RegExp(`^(?<owner>.+?) (?<verb>${changeVerb}) at (?<at>\\d\\d:\\d\\d) UTC: (?<because>.+)$`, 's'),
    read: (parts, one, said) => changeOut(parts, one, said),
  },
  {
    form: /^A fault inside (?<service>.+?): (?<because>.+)$/,
    read: (parts, one, said) => reasons(part(parts, 'service'), part(parts, 'because'), one, said),
  },
  {
    form: /^Trouble in (?<service>.+?): (?<because>.+)$/,
    read: (parts, one, said) => reasons(part(parts, 'service'), part(parts, 'because'), one, said),
  },
  {
    form: /^(?:More traffic than usual|Too few resources) at (?<service>.+?): (?<because>.+)$/,
    read: (parts, one, said) => reasons(part(parts, 'service'), part(parts, 'because'), one, said),
  },
];

function changeOut(parts: Readonly<Record<string, string>>, one: ReportCase, said: CitedSentence): ClaimCheck[] {
  const { observed, report } = one;
  const because = part(parts, 'because');
  const changes = changeMeant(observed, part(parts, 'owner'), { what: parts.verb, at: parts.at });
  const [change] = changes;
  if (change === undefined) return [check('change', false, `no such change was observed: ${said.text}`)];
  const after = /^it came (.+) after trouble began$/.exec(because)?.[1];
  const isBlamed = change.service !== null && change.service === report.cause?.service;
  return [
    check('change', true, ''),
    check(
      'ruled out',
      after !== undefined || !isBlamed,
      `a change of ${change.service}, which is blamed, is ruled out by silence`,
    ),
    check('ruled out', after !== undefined || said.evidence.length > 1, 'nothing is cited that rules it out'),
    ...(after === undefined
      ? reasons(change.service ?? '', because, one, said)
      : [cameAfter(change.startedAt, after, one)]),
  ];
}

/** Something that the report shows lies where the trouble is said to have begun. */
function cameAfter(changedAt: number, words: string, { report, observed }: ReportCase): ClaimCheck {
  const began = changedAt - minutesIn(words) * minuteMs;
  const signs = report.evidence.flatMap(({ kind, at }) =>
    at !== null && ['metric_shift', 'log_pattern', 'infra_event', 'error_issue'].includes(kind) ? [at] : [],
  );
  const step = Math.max(minuteMs, ...observed.observations.series.map(({ stepMs }) => stepMs));
  return check(
    'time',
    signs.some((at) => Math.abs(at - began) <= step),
    `nothing that the report shows began at ${clockOf(began)}`,
  );
}

/** The reason, clause by clause. */
function reasons(service: string, because: string, one: ReportCase, said: CitedSentence): ClaimCheck[] {
  const clauses = because.split(/(?:; |, and (?=its |no known ))/);
  const checks = clauses.map((text) => readSentence(clauseForms(service), one, { ...said, text }));
  return checks.flatMap(
    (each) => each ?? [{ kind: 'unread' as const, isTrue: null, why: `nobody knows the reason "${because}"` }],
  );
}

const clauseForms = (service: string): readonly SentenceForm[] => [
  {
    form: /^(?:its trouble|the trouble of (?<whose>.+)) is that of its calls to (?<callee>.+)$/,
    read: (parts, one, said) => callersTrouble(parts.whose ?? service, part(parts, 'callee'), one, said),
  },
  {
    form: /^(?<names>.+) stayed in (?:its|their) normal range$/,
    read: (parts, one) =>
      parts.names === 'its own resources'
        ? [checkResources(service, one)]
        : namesIn(part(parts, 'names'), one).map((name) => checkNormal(name, one)),
  },
  {
    form: /^(?:its trouble|the trouble of (?<whose>.+)) is that names do not resolve$/,
    read: (parts, { observed }) => [
      check(
        'trouble',
        observed.logs(parts.whose ?? service, 'dns'),
        `${parts.whose ?? service} logs no failing lookups`,
      ),
    ],
  },
  {
    form: /^(?<names>.+) did not rise$/,
    read: (parts, one) => namesIn(part(parts, 'names'), one).map((name) => checkNotRisen(name, one)),
  },
  { form: /^its logs hold no new errors$/, read: (_, one) => [checkQuietLogs(service, one)] },
  { form: /^what was measured of it is in its normal range$/, read: (_, one) => [checkAllNormal(service, one)] },
  {
    form: /^no known calls connect it with (?<others>.+)$/,
    read: (parts, { observed }) =>
      part(parts, 'others')
        .split(', ')
        .map((other) =>
          check(
            'call',
            observed.observations.affected.includes(other) && !isLinked(service, other, observed),
            `${service} and ${other} are connected`,
          ),
        ),
  },
];

const isLinked = (a: string, b: string, observed: ReportCase['observed']): boolean =>
  a === b || observed.isKnownWay(a, b) || observed.isKnownWay(b, a);

/** Names joined by commas and `and`, which a name of a series may hold itself: the longest that is known is meant. */
function namesIn(text: string, { observed }: ReportCase): string[] {
  if (observed.seriesNamed(text).length > 0) return [text];
  return text.split(/, | and /);
}

/** A caller's trouble is explained where it calls the other, and something is off with the calls or the other. */
function callersTrouble(caller: string, callee: string, one: ReportCase, said: CitedSentence): ClaimCheck[] {
  const { observed } = one;
  const signs = citedBy(one, said).filter(({ kind, service }) => kind !== 'change' && service === caller);
  const own = signs.filter(
    ({ kind, facts }) => kind === 'metric_shift' && /^(?:cpu|memory|disk)$/.test(String(facts.signal)),
  );
  return [
    check('call', observed.reaches(caller, callee), `no call from ${caller} to ${callee} was observed`),
    check('ruled out', signs.length > 0 || said.evidence.length > 1, 'nothing is cited of that trouble'),
    check('ruled out', own.length === 0, `${own[0]?.title} is its own trouble`),
  ];
}

export const checkRuledOut = (one: ReportCase, said: CitedSentence): ClaimCheck[] | null =>
  readSentence(subjects, one, said);
