import type { Change } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import { undoingOf } from '../observed/taken-back.ts';
import type { ReportCase } from '../report-case.ts';
import { changeMeant, changeNoun, changesAsSaid } from './changed/changes.ts';
import { type CitedSentence, part, readSentence, type SentenceForm } from './sentence-form.ts';

const names =
  (...parts: string[]) =>
  (found: Readonly<Record<string, string>>, { observed }: ReportCase): ClaimCheck[] =>
    parts.flatMap((name) => {
      const value = found[name];
      return value === undefined
        ? []
        : [check('name', observed.isKnown(value), `nothing that was observed is called ${value}`)];
    });

const general = 'the machine|the provider|the managed service|the record that fails|the scheduled work|it';

const forms: readonly SentenceForm[] = [
  {
    form: /^Check the logs of (?<service>\S+) pod (?<pod>\S+)(?<restarted> from before its restart)?$/,
    read: (parts, one) => podLogs(parts, one),
  },
  { form: /^Check the logs of (?<service>.+)$/, read: names('service') },
  {
    form: /^See whether (?<from>.+) has a timeout and a circuit breaker on its calls to (?<to>.+)$/,
    read: (parts, { observed }) => [
      check(
        'call',
        observed.calls(part(parts, 'from'), part(parts, 'to')),
        `no call from ${parts.from} to ${parts.to} was observed`,
      ),
    ],
  },
  {
    form: /^See which calls lead from (?<from>.+) to (?<to>.+)$/,
    read: names('from', 'to'),
  },
  {
    form: /^Consider rolling (?<service>.+?) back(?: from (?<version>\S+))? (?:to (?<previous>\S+)|to the version before)$/,
    read: (parts, one) => rollback(parts, one),
  },
  {
    form: new RegExp(
      `^Consider undoing the (?:change|(?<what>${changeNoun})) of (?<at>\\d\\d:\\d\\d) UTC on (?<service>.+)$`,
    ),
    read: (parts, one) => undo(parts, one),
  },
  {
    form: /^Read what changed in (?<service>.+?)(?: between (?<previous>\S+) and (?<version>[^\s,]+))?(?<again>, before it goes out again)?$/,
    read: ({ service = '', version, previous, again }, { observed }) => {
      const changes = changesAsSaid(observed, { service, version }).filter(
        (one) => previous === undefined || one.previousVersion === previous,
      );
      const isOut =
        again === undefined || changes.some((one) => undoingOf(one, observed.changesOf(service)) !== undefined);
      return [
        check('change', changes.length > 0, `${service} was not changed from ${previous} to ${version}`),
        check('advice', isOut, 'nobody undid it'),
      ];
    },
  },
  {
    form: /^Compare (?<changes>the (?!use of ).+)$/,
    read: (parts, { observed }) =>
      part(parts, 'changes')
        .split(/(?:, | with )(?=the )/)
        .map((words) => {
          const found =
            new RegExp(`^the (?<noun>${changeNoun}) of (?<whose>.+?)(?: \\("(?<title>.*)"\\))?$`).exec(words)?.groups ??
            {};
          return check(
            'change',
            changeMeant(observed, found.whose ?? '', { what: found.noun, title: found.title }).length > 0,
            `no such change was observed: ${words}`,
          );
        }),
  },
  { form: /^Compare the use of (?<service>.+) with its memory and CPU limits$/, read: names('service') },
  {
    form: /^Consider giving (?<service>.+) more room, or fewer requests, until its use is understood$/,
    read: names('service'),
  },
  { form: /^Ask the owners of (?<service>.+) what changed there$/, read: names('service') },
  { form: /^See why the platform stopped (?<object>.+)$/, read: names('object') },
  { form: new RegExp(`^Look at the state of (?:${general}|(?<object>.+))$`), read: names('object') },
  { form: /^Look at (?<object>.+) as the platform has it$/, read: names('object') },
  { form: /^See where (?<service>.+) runs now$/, read: names('service') },
  { form: /^Find out who sends the additional requests to (?<service>.+)$/, read: names('service') },
  { form: /^Consider a rate limit or more instances of (?<service>.+)$/, read: names('service') },
  { form: /^Look at running queries, locks and connections of (?<service>.+)$/, read: names('service') },
  { form: /^Check when the certificate of (?<service>.+) expires, and who signed it$/, read: names('service') },
  { form: /^Check name resolution where (?<service>.+) runs$/, read: names('service') },
  { form: /^Check name resolution and certificates on the way to (?<service>.+)$/, read: names('service') },
  { form: new RegExp(`^Look at the status page of (?:${general}|(?<object>.+))$`), read: names('object') },
  {
    form: new RegExp(`^See whether (?<service>.+) can do without (?:${general}|(?<object>.+)) for a while$`),
    read: names('service', 'object'),
  },
  {
    form: new RegExp(
      `^See how much of the quota for (?:${general}|(?<object>.+)) is used, and by which calls of (?<service>.+)$`,
    ),
    read: names('service', 'object'),
  },
  { form: /^Consider asking for a higher limit, or fewer calls of (?<service>.+)$/, read: names('service') },
  {
    form: new RegExp(`^Look at (?:${general}|(?<object>.+)) by itself, and consider setting it aside$`),
    read: names('object'),
  },
  {
    form: new RegExp(`^See whether (?:${general}|(?<object>.+)) still runs, and when it usually ends$`),
    read: names('object'),
  },
  {
    form: new RegExp(`^Consider pausing (?:${general}|(?<object>.+)) until (?<service>.+) is well$`),
    read: names('object', 'service'),
  },
  { form: /^Find the code of (?<service>.+) that raises these errors$/, read: names('service') },
  { form: /^Ask the reporter what exactly they saw, and when$/, read: () => [check('advice', true, '')] },
  { form: /^Check the query and threshold of the alert (?<alert>.+)$/, read: names('alert') },
  {
    form: /^Check by hand what could not be queried: (?<what>.+)$/,
    read: (parts, { report }) => [
      check(
        'gap',
        report.gaps.some(({ what }) => what === parts.what),
        `${parts.what} is no gap`,
      ),
    ],
  },
];

function podLogs(
  { service = '', pod = '', restarted }: Readonly<Record<string, string>>,
  { observed }: ReportCase,
): ClaimCheck[] {
  const events = observed.observations.infra.filter((event) => event.object === pod && event.service === service);
  const stopped = events.some(({ kind }) => kind === 'restart' || kind === 'crash_loop' || kind === 'oom_killed');
  return [
    check('name', events.length > 0, `the platform reports nothing of ${pod} of ${service}`),
    ...(restarted === undefined ? [] : [check('trouble', stopped, `${pod} did not restart`)]),
  ];
}

/** A rollback is only advised of what was deployed, as it was, and is there still. */
function rollback(
  { service = '', version, previous }: Readonly<Record<string, string>>,
  { observed }: ReportCase,
): ClaimCheck[] {
  const changes = changesAsSaid(observed, { service, version }).filter(
    (one) => previous === undefined || one.previousVersion === previous,
  );
  const undone = undoneBy(changes, observed);
  return [
    check('change', changes.length > 0, `${service} was not changed from ${previous} to ${version}`),
    check('advice', undone === undefined, `${service} was rolled back already: ${undone?.title}`),
    check(
      'advice',
      changes.every(({ kind }) => kind !== 'rollback'),
      'a rollback would be rolled back',
    ),
  ];
}

function undo({ service = '', what, at }: Readonly<Record<string, string>>, { observed }: ReportCase): ClaimCheck[] {
  const changes = changesAsSaid(observed, { service, what, at });
  const undone = undoneBy(changes, observed);
  return [
    check('change', changes.length > 0, `no such change of ${service} was observed at ${at}`),
    check('advice', undone === undefined, `it was undone already: ${undone?.title}`),
  ];
}

/** What undid every change that may be meant. */
function undoneBy(changes: readonly Change[], observed: ReportCase['observed']): Change | undefined {
  const undone = changes.map((change) => undoingOf(change, observed.changesOf(change.service)));
  return undone.every((one) => one !== undefined) ? undone[0] : undefined;
}

export const checkAction = (one: ReportCase, said: CitedSentence): ClaimCheck[] | null =>
  readSentence(forms, one, said);
