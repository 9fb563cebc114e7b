import type { Change } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import { clockOf, minuteMs } from '../observed/rounded-number.ts';
import { citedBy, type ReportCase } from '../report-case.ts';
import { alteration, checkAltered } from './changed/altered.ts';
import { changeMeant, changeNoun, changesAsSaid } from './changed/changes.ts';
import { changesADay } from './changed/changes-a-day.ts';
import { readEvent } from './events.ts';
import { checkNormal } from './measured/normal.ts';
import { checkLogged, checkShiftTitle, minutesIn, shiftTitle } from './measured/numbers.ts';
import { type CitedSentence, part, readSentence, type SentenceForm } from './sentence-form.ts';
import { checkTrouble, trouble } from './trouble.ts';

/** `payments v2.1.0 was deployed`, `the rollback of payments v2.0.0`, `the flag change of checkout ("...")`. */
const done = `(?:(?<owner>.+?) was (?<verb>deployed|released|merged)|(?<back>.+?) was rolled back to (?<to>\\S+)|the (?<noun>${changeNoun}) of (?<whose>.+?)(?: \\("(?<title>.*)"\\))?)`;

function changeIn(
  parts: Readonly<Record<string, string | undefined>>,
  { observed }: ReportCase,
  at: string | undefined,
): Change[] {
  const { owner, back, to, noun, whose, title } = parts;
  if (owner !== undefined) return changeMeant(observed, owner, { at });
  if (back !== undefined)
    return changeMeant(observed, back, { at, what: 'rollback' }).filter(({ version }) => version === to);
  return changeMeant(observed, whose ?? '', { at, what: noun, title });
}

/** When the report says that the trouble began: `since 14:32 UTC` of its first sentence. */
export const sinceOf = ({ report }: ReportCase): string | undefined =>
  / (?:since|from|at) (\d\d:\d\d) UTC$/.exec(report.rootCause[0]?.text ?? '')?.[1];

const afterIt = (at: number, clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const day = new Date(at).setUTCHours(hours, minutes, 0, 0);
  return day < at - 12 * 60 * minuteMs ? day + 24 * 60 * minuteMs : day;
};

/** A sign is told with the step of what it was read from. */
const slackMinutes = 6;

function beganAfter(parts: Readonly<Record<string, string>>, one: ReportCase): ClaimCheck[] {
  const changes = changeIn(parts, one, parts.at);
  const [change] = changes;
  if (change === undefined) return [check('change', false, `no such change was observed: ${JSON.stringify(parts)}`)];
  const checks = [check('change', true, '')];
  const since = sinceOf(one);
  if (since === undefined || parts.distance === undefined) return checks;
  const minutes = parts.distance === 'right' ? 0 : minutesIn(parts.distance);
  const gap = (afterIt(change.startedAt, since) - change.startedAt) / minuteMs;
  return [
    ...checks,
    check(
      'time',
      Math.abs(gap - minutes) <= slackMinutes,
      `it is said to have begun at ${since}, ${Math.round(gap)} min after ${part(parts, 'at')}`,
    ),
  ];
}

/** The change that ended it: of a service to a version, or as changes are told otherwise. */
function undoingIn(parts: Readonly<Record<string, string>>, one: ReportCase): Change[] {
  if (parts.rolled === undefined) return changeIn(parts, one, parts.at);
  return changesAsSaid(one.observed, { service: parts.rolled, version: parts.version, at: parts.at });
}

function loggedLine(parts: Readonly<Record<string, string>>, one: ReportCase): ClaimCheck[] {
  const now = part(parts, 'now').replace(/ times?$/, '');
  return checkLogged(part(parts, 'service'), part(parts, 'quote'), one, {
    now: { once: '1', twice: '2' }[now] ?? now,
    before: parts.none,
  });
}

const forms: readonly SentenceForm[] = [
  { form: /^Against it: (?<what>.+)$/s, read: (parts, one, said) => readAgainst(part(parts, 'what'), one, said) },
  {
    form: new RegExp(`^(?<service>.+?) (?<its>${trouble})(?: (?:since|from|at) (?<at>\\d\\d:\\d\\d) UTC)?$`),
    read: (parts, one, said) => [
      checkTrouble(part(parts, 'service'), part(parts, 'its'), one),
      ...(parts.at === undefined ? [] : [sinceSign(parts.at, one, said)]),
    ],
  },
  {
    form: new RegExp(`^It began (?<distance>right|\\d+ min|\\d+ h) after ${done} at (?<at>\\d\\d:\\d\\d) UTC$`),
    read: beganAfter,
  },
  { form: new RegExp(`^It began at about the time of ${done} at (?<at>\\d\\d:\\d\\d) UTC$`), read: beganAfter },
  {
    form: new RegExp(
      `^It ended after (?:the rollback of (?<rolled>\\S+) to (?<version>\\S+)|${done}) at (?<at>\\d\\d:\\d\\d) UTC$`,
    ),
    read: (parts, one) => [check('change', undoingIn(parts, one).length > 0, 'no such change was observed')],
  },
  {
    form: /^It ended after the change was undone at (?<at>\d\d:\d\d) UTC$/,
    read: (parts, { observed }) => [
      check(
        'change',
        observed.observations.changes.some(({ startedAt }) => clockOf(startedAt) === parts.at),
        `nothing was changed at ${parts.at}`,
      ),
    ],
  },
  {
    form: new RegExp(`^It (?<what>${alteration})$`),
    read: (parts, one, said) => [checkAltered(part(parts, 'what'), one, said)],
  },
  {
    form: /^It is one of these (?<count>two|\d+), and nothing sets them apart yet: (?<changes>.+)$/,
    read: (parts, one, said) => rivals(parts, one, said),
  },
  {
    form: /^(?<service>\S+) logged "(?<quote>.*)"(?<like> and the like)? (?<now>once|twice|[\d.]+ times?) \((?:(?<none>none) before|normal: (?<normal>[\d.]+))\)$/s,
    read: loggedLine,
  },
  {
    form: /^(?:(?<from>.+?) calls (?<to>.+?); )?(?<title>.+: [^:()]+ \(normal: [^()]+\))$/,
    read: (parts, one) => [
      ...(parts.from === undefined
        ? []
        : [
            check(
              'call',
              one.observed.calls(parts.from, part(parts, 'to')),
              `no call from ${parts.from} to ${parts.to} was observed`,
            ),
          ]),
      ...(checkShiftTitle(part(parts, 'title'), one) ?? []),
    ],
  },
  {
    form: /^(?<service>.+) changes about (?<often>once|[\d.]+ times) a day(?: or less)?, so a change just before the trouble is unlikely to be chance$/,
    read: (parts, one) => [changesADay(part(parts, 'service'), part(parts, 'often'), one)],
  },
  {
    form: new RegExp(`^(?<service>.+?) (?<its>${trouble}) as well, which this does not explain$`),
    read: (parts, one) => [
      checkTrouble(part(parts, 'service'), part(parts, 'its'), one),
      check(
        'call',
        !one.observed.calls(part(parts, 'service'), one.report.cause?.service ?? ''),
        `${parts.service} calls what is blamed`,
      ),
    ],
  },
];

/** What speaks against the cause: a change that could have done it too, a signal that is well, or one that was off before. */
function readAgainst(what: string, one: ReportCase, said: CitedSentence): ClaimCheck[] {
  const change = new RegExp(`^${done} at (?<at>\\d\\d:\\d\\d) UTC could have done it as well$`);
  return what.split(/; (?=the |\S+ )/).flatMap((text) => {
    const found = change.exec(text)?.groups;
    if (found !== undefined)
      return [check('change', changeIn(found, one, found.at).length > 0, `no such change was observed: ${text}`)];
    const { title = text, at } = /^(?<title>.+\)) since (?<at>\d\d:\d\d) UTC$/.exec(text)?.groups ?? {};
    const cited = citedBy(one, said).filter((each) => each.title === title);
    const isDated = at === undefined || cited.some((each) => each.at !== null && clockOf(each.at) === at);
    const isLog = cited.some(({ kind }) => kind === 'log_pattern');
    const name = isLog ? undefined : shiftTitle.exec(title)?.groups?.name;
    return [
      check('quote', cited.length > 0, `no evidence says ${title}`),
      check('time', isDated, `it is not of ${at}`),
      ...(name === undefined ? [] : (checkShiftTitle(title, one) ?? [])),
      ...(name === undefined || at !== undefined ? [] : [checkNormal(name, one)]),
    ];
  });
}

/** A sign that the sentence cites lies at this minute. */
function sinceSign(at: string, one: ReportCase, said: CitedSentence): ClaimCheck {
  const signs = citedBy(one, said).filter((sign) => sign.at !== null);
  return check(
    'time',
    signs.some((sign) => sign.at !== null && clockOf(sign.at) === at),
    `none of its signs is of ${at}`,
  );
}

function rivals(parts: Readonly<Record<string, string>>, one: ReportCase, said: CitedSentence): ClaimCheck[] {
  const words = part(parts, 'changes').split(/ or (?=the )/);
  const count = parts.count === 'two' ? 2 : Number(parts.count);
  const form = new RegExp(`^${done}(?:, which (?<what>${alteration}))?$`);
  return [
    check('number', words.length === count, `${words.length} changes are named`),
    ...words.flatMap((word) => {
      const found = form.exec(word)?.groups;
      if (found === undefined) return [{ kind: 'unread' as const, isTrue: null, why: `nobody knows "${word}"` }];
      const altered = found.what === undefined ? [] : [checkAltered(found.what, one, said)];
      return [
        check('change', changeIn(found, one, undefined).length > 0, `no such change was observed: ${word}`),
        ...altered,
      ];
    }),
  ];
}

export const checkRootCause = (one: ReportCase, said: CitedSentence): ClaimCheck[] | null =>
  readEvent(said.text, null, one) ?? readSentence(forms, one, said);
