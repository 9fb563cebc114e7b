import { type InfraEvent, platformFaults, platformFaultWords } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import { clockOf } from '../observed/rounded-number.ts';
import type { ReportCase } from '../report-case.ts';

/** A fault's words; those that are older than the window say so. */
function asSeen(words: string): RegExp {
  return new RegExp(`^${words}(?<undated>, since when is not known)?(?<older>, since before this incident)?$`);
}

/** What the platform did, in words: `#` stands for how often. */
const infra: readonly (readonly [kind: string, words: RegExp])[] = [
  ['oom_killed', /^was killed (?<times>.+?) for running out of memory$/],
  ['crash_loop', /^(?:keeps crashing \(seen (?<times>.+?)\)|crashed (?<times2>once))$/],
  ['restart', /^restarted (?<times>.+?)$/],
  ['image_pull', /^cannot pull its image \(tried (?<times>.+?)\)$/],
  ['unschedulable', /^cannot be scheduled$/],
  ['evicted', /^was evicted (?<times>.+?)$/],
  ['probe_failed', /^failed its health checks (?<times>.+?)$/],
  ['node_not_ready', /^(?:is|was) not ready$/],
  ['scaled', /^was scaled$/],
  ['rollout', /^was rolled out$/],
  ['task_stopped', /^stopped (?<times>.+?)$/],
  ...platformFaults.map((fault) => [fault, asSeen(platformFaultWords[fault].seen)] as const),
];

const timesIn = (words: string): number => ({ once: 1, twice: 2 })[words] ?? Number.parseInt(words, 10);

/** An event of the platform or an error of a tracker in words; `at` where the text stands at a moment. Null for other texts. */
export function readEvent(text: string, at: number | null, one: ReportCase): ClaimCheck[] | null {
  return readPlatform(text, at, one) ?? readIssue(text, at, one);
}

function readPlatform(text: string, at: number | null, { observed }: ReportCase): ClaimCheck[] | null {
  const events = observed.observations.infra.filter(({ object }) => text.includes(object));
  for (const event of events) {
    const words = text.slice(text.indexOf(event.object) + event.object.length + 1);
    const [kind, form] = infra.find(([, known]) => known.test(words)) ?? [];
    if (kind === undefined) continue;
    const same = events.filter((other) => other.kind === kind && text.includes(other.object));
    const groups = form?.exec(words)?.groups ?? {};
    const times = groups.times ?? groups.times2;
    const all = [...new Set(same.map((one) => one.object))].map((object) =>
      timesOf(same.filter((one) => one.object === object)),
    );
    const counted = all.filter((count) => times === undefined || count === timesIn(times));
    return [
      check('trouble', same.length > 0, `the platform reports no ${kind} of ${event.object}`),
      ...(same.length === 0 ? [] : [check('number', counted.length > 0, `it happened ${all.join(', ')} times`)]),
      ...(groups.undated === undefined
        ? []
        : [
            check(
              'time',
              same.some(({ isSinceUnknown }) => isSinceUnknown === true),
              'the platform says since when',
            ),
          ]),
      ...(groups.older === undefined
        ? []
        : [
            check(
              'time',
              same.some(({ firstAt }) => firstAt < observed.observations.window.from),
              'it began within the window',
            ),
          ]),
      ...(at === null
        ? []
        : [
            check(
              'time',
              same.some(({ firstAt, isSinceUnknown }) => firstAt === at && isSinceUnknown !== true),
              `it happened at ${same.map(({ firstAt }) => clockOf(firstAt)).join(', ')}`,
            ),
          ]),
      ...(/^keeps/.test(words)
        ? [
            check(
              'trouble',
              all.some((count) => count > 1),
              'it happened once',
            ),
          ]
        : []),
    ];
  }
  return null;
}

/** How often one thing happened to one object in all: what two answers tell of one moment happened once. */
const timesOf = (events: readonly InfraEvent[]): number =>
  [...new Map(events.map(({ firstAt, lastAt, count }) => [`${firstAt} ${lastAt}`, count])).values()].reduce(
    (sum, count) => sum + count,
    0,
  );

function readIssue(text: string, at: number | null, { observed }: ReportCase): ClaimCheck[] | null {
  const { service, state, times } =
    /^(?<service>.+) (?<state>new|regressed|known) error, seen (?<times>.+)$/.exec(text)?.groups ?? {};
  if (service === undefined || times === undefined) return null;
  const issues = observed.observations.errors.filter((one) => (one.service ?? 'unknown service') === service);
  const meant = issues.filter(
    ({ count, isNew, isRegression }) =>
      count === timesIn(times) && (state === 'new') === isNew && (state !== 'regressed' || isRegression),
  );
  return [
    check('number', meant.length > 0, `no ${state} error of ${service} was seen ${times}`),
    ...(at === null
      ? []
      : [
          check(
            'time',
            meant.some(({ firstSeen }) => firstSeen === at),
            'it was first seen at another time',
          ),
        ]),
  ];
}
