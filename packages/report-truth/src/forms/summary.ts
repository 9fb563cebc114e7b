import { type ClaimCheck, check } from '../claim.ts';
import { isBack } from '../observed/course.ts';
import { clockOf } from '../observed/rounded-number.ts';
import type { ReportCase } from '../report-case.ts';
import { changeMeant, changeNoun, changesAsSaid } from './changed/changes.ts';
import { checkAllNormal, checkCounted } from './measured/normal.ts';
import { shiftTitle } from './measured/numbers.ts';
import { type CitedSentence, part, readSentence, type SentenceForm } from './sentence-form.ts';
import { checkTrouble, trouble } from './trouble.ts';

const known = (name: string, { observed }: ReportCase): ClaimCheck =>
  check('name', observed.isKnown(name), `nothing that was observed is called ${name}`);

const forms: readonly SentenceForm[] = [
  {
    form: new RegExp(
      `^(?<victim>.+?) (?<theirs>${trouble}),? (?:most likely )?because (?<service>.+?)(?:, (?<link>which it calls|on which it depends),)? (?<its>${trouble})(?<unseen>; no known calls connect the two)?\\.$`,
    ),
    read: (parts, one) => {
      const [victim, service] = [part(parts, 'victim'), part(parts, 'service')];
      if (service === 'it')
        return [victim, victim].map((name, i) => checkTrouble(name, part(parts, i === 0 ? 'theirs' : 'its'), one));
      return [
        checkTrouble(victim, part(parts, 'theirs'), one),
        checkTrouble(service, part(parts, 'its'), one),
        ...linkChecks(victim, service, parts.link, one),
      ];
    },
  },
  {
    form: new RegExp(
      `^(?<victim>.+?) (?<theirs>${trouble}), most likely because of the (?<what>${changeNoun}) of (?<owner>.+?)(?: \\("(?<title>.*)"\\))? at (?<at>\\d\\d:\\d\\d) UTC; no known calls connect the two\\.$`,
    ),
    read: (parts, one) => [
      checkTrouble(part(parts, 'victim'), part(parts, 'theirs'), one),
      ...linkChecks(part(parts, 'victim'), one.report.cause?.service ?? '', undefined, one),
      check(
        'change',
        changeMeant(one.observed, part(parts, 'owner'), parts).length > 0,
        `no such change was observed: ${parts.owner} at ${parts.at}`,
      ),
    ],
  },
  {
    form: new RegExp(
      `^(?<victim>.+?) (?<theirs>${trouble}), most likely because of (?<service>.+?)(?:, (?<link>which it calls|on which it depends))?(?:; no known calls connect the two)?\\.$`,
    ),
    read: (parts, one) => [
      checkTrouble(part(parts, 'victim'), part(parts, 'theirs'), one),
      check('name', part(parts, 'service') === one.report.cause?.service, `${parts.service} is not what is blamed`),
      ...linkChecks(part(parts, 'victim'), part(parts, 'service'), parts.link, one),
    ],
  },
  {
    form: new RegExp(`^(?<service>.+?) (?<its>${trouble})(?<since> (?:since|after) .+)?\\.$`),
    read: (parts, one, said) => [
      checkTrouble(part(parts, 'service'), part(parts, 'its'), one),
      ...(parts.since === undefined ? [] : sinceChecks(part(parts, 'service'), part(parts, 'since'), one, said)),
    ],
  },
  {
    form: new RegExp(
      `^(?<service>.+?) (?<its>${trouble}), but (?:the cause is not certain; (?<first>.+) is the first place to look|no cause stands out)\\.$`,
    ),
    read: (parts, one) => [
      checkTrouble(part(parts, 'service'), part(parts, 'its'), one),
      ...(parts.first === undefined ? [] : [known(part(parts, 'first').replace(/^the machine /, ''), one)]),
    ],
  },
  {
    form: /^The cause is not certain; (?<first>.+) is the first place to look\.$/,
    read: (parts, one) => [known(part(parts, 'first').replace(/^the machine /, ''), one)],
  },
  {
    form: /^No cause stands out\.$/,
    read: (_, { report }) => [check('contradiction', report.cause === null, 'a cause is named')],
  },
  {
    form: /^Nothing is visibly wrong(?: with (?<service>.+?))?(?:: (?<normal>\d+) of (?<all>\d+) signals are in their normal range)?\.$/,
    read: (parts, one) => healthyChecks(parts, one),
  },
];

function linkChecks(victim: string, service: string, link: string | undefined, { observed }: ReportCase): ClaimCheck[] {
  if (link === 'which it calls')
    return [check('call', observed.calls(victim, service), `no call from ${victim} to ${service} was observed`)];
  if (link !== undefined)
    return [check('call', observed.reaches(victim, service), `no way from ${victim} to ${service} was observed`)];
  const isLinked = observed.isKnownCall(victim, service);
  return [check('call', !isLinked, `a call from ${victim} to ${service} was observed`)];
}

function sinceChecks(service: string, since: string, one: ReportCase, said: CitedSentence): ClaimCheck[] {
  const found = new RegExp(
    `^ (?:since|after) (?:(?<version>.+) was deployed|(?<its>its|a|the) (?<what>${changeNoun})(?: of (?<owner>.+?)(?: \\("(?<title>.*)"\\))?)?) at (?<at>\\d\\d:\\d\\d) UTC$`,
  ).exec(since);
  if (found?.groups === undefined) return [{ kind: 'unread', isTrue: null, why: `nobody knows "${since}"` }];
  const { version, what, at, owner, title } = found.groups;
  const changes =
    owner === undefined
      ? changesAsSaid(one.observed, { service, version, what, at })
      : changeMeant(one.observed, owner, { what, at, title });
  return [
    check('change', changes.length > 0, `no such change of ${owner ?? service} was observed: ${since} (${said.text})`),
  ];
}

function healthyChecks(parts: Readonly<Record<string, string>>, one: ReportCase): ClaimCheck[] {
  const { report } = one;
  const checks: ClaimCheck[] = [check('contradiction', report.cause === null, 'a cause is named')];
  if (parts.service !== undefined) checks.push(checkAllNormal(parts.service, one));
  if (parts.all !== undefined) checks.push(checkCounted(Number(parts.normal), Number(parts.all), one));
  return checks;
}

const recovery =
  / It recovered at (?<at>\d\d:\d\d) UTC(?:, after the (?:rollback of (?<service>\S+) to (?<version>\S+)|(?<what>.+?) of (?<owner>.+?)(?: \("(?<title>.*)"\))?) at (?<undone>\d\d:\d\d) UTC)?\.$/;

/** It is over, since then, and what is said to have ended it was done. */
function recovered(parts: Readonly<Record<string, string | undefined>>, one: ReportCase): ClaimCheck[] {
  const { at, undone, service, version, what, owner = '', title } = parts;
  const isTimed = one.report.evidence.some(
    ({ facts }) => typeof facts.recoveredAt === 'number' && clockOf(facts.recoveredAt) === at,
  );
  const changes =
    service === undefined
      ? changeMeant(one.observed, owner, { what, at: undone, title })
      : changesAsSaid(one.observed, { service, version, at: undone });
  return [
    isOver(one),
    check('time', isTimed, `nothing came back at ${at}`),
    ...(undone === undefined ? [] : [check('change', changes.length > 0, `no such change was observed at ${undone}`)]),
  ];
}

/** In the order from the end. */
const endings: readonly (readonly [text: string, read: (one: ReportCase) => ClaimCheck])[] = [
  [' It is over by now.', (one) => isOver(one)],
  [
    ' Some sources could not be queried.',
    ({ observed }) => check('gap', observed.observations.gaps.length > 0, 'every question was asked'),
  ],
  [
    ' The alert that fired may be at fault itself.',
    ({ observed }) => check('name', observed.observations.alerts.length > 0, 'no alert was observed'),
  ],
];

/** Whether what the report says moved, at the cause or at what the incident is about, is back. */
function isOver({ report, observed }: ReportCase): ClaimCheck {
  const concerned = new Set([...observed.observations.affected, report.cause?.service]);
  const going = report.evidence.find(({ kind, service, at, facts, title }) => {
    if (kind !== 'metric_shift' || at === null || service === null || !concerned.has(service)) return false;
    if (!/error|latency|availability/.test(String(facts.signal))) return false;
    const name = shiftTitle.exec(title)?.groups?.name ?? '';
    const series = observed.seriesNamed(name).find((each) => each.name === facts.metric);
    return series !== undefined && !isBack(series, facts.direction === 'down' ? 'down' : 'up', at);
  });
  return check('contradiction', going === undefined, `still going on: ${going?.title}`);
}

/** The summary: its first sentence by its form, and what may follow it. */
export function checkSummary(one: ReportCase): ClaimCheck[] {
  let { text } = one.report.summary;
  const checks: ClaimCheck[] = [];
  const over = recovery.exec(text);
  if (over !== null) {
    checks.push(...recovered(over.groups ?? {}, one));
    text = text.slice(0, over.index);
  }
  for (const [end, read] of endings) {
    if (!text.endsWith(end)) continue;
    checks.push(read(one));
    text = text.slice(0, -end.length);
  }
  const main = readSentence(forms, one, { text, evidence: one.report.summary.evidence });
  return [...checks, ...(main ?? [{ kind: 'unread' as const, isTrue: null, why: 'unknown form' }])];
}
