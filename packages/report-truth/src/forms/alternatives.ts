import type { CauseKind } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import type { ReportCase } from '../report-case.ts';
import { type CitedSentence, part, readSentence, type SentenceForm } from './sentence-form.ts';

const known = (name: string | undefined, { observed }: ReportCase): ClaimCheck[] =>
  name === undefined ? [] : [check('name', observed.isKnown(name), `nothing that was observed is called ${name}`)];

/** What each possible cause is called; of these the names are known alone by what they name. */
const causes: readonly (readonly [kind: CauseKind, form: RegExp])[] = [
  ['dependency', /^Trouble inside (?<service>.+?)(?<called>, which others call)?$/],
  ['change', /^A change of (?<service>.+?)(?: \((?<object>.+)\))?$/],
  ['configuration', /^A setting of (?<service>.+?)(?: \("(?<object>.+)"\))?$/s],
  ['resource_saturation', /^(?<service>.+?) ran out of a resource$/],
  ['crash', /^(?<service>.+?) crashed$/],
  ['node', /^The machine under (?<service>.+)$/],
  ['node', /^The machine (?<object>.+)$/],
  ['traffic_surge', /^More traffic than (?<service>.+) can take$/],
  ['data_store', /^(?<service>.+) itself or its data store$/],
  ['network', /^The network, names or certificates between (?<service>.+) and (?:its peers|(?<object>.+))$/],
  ['network', /^The name server that (?<service>.+) asks$/],
  ['third_party', /^An outside provider \((?:unnamed|(?<object>.+))\) that (?<service>.+) uses$/],
  ['quota', /^A quota or limit \((?:unnamed|(?<object>.+))\) of a managed service that (?<service>.+) uses$/],
  ['bad_input', /^One input \((?:unnamed|(?<object>.+))\) that (?<service>.+) cannot handle$/s],
  ['scheduled_work', /^Scheduled work(?: \((?<object>.+)\))? that (?<service>.+) suffers from$/],
  ['code_fault', /^A fault in the code of (?<service>.+)$/],
  ['monitoring_artefact', /^The monitoring of (?<service>.+?), not .+ itself$/],
  ['nothing_wrong', /^Nothing wrong with (?<service>.+)$/],
];

/** A possible cause is no claim that it is the one; its names are, what the words take for granted, and that it is another than the blamed one. */
const forms: readonly SentenceForm[] = causes.map(([kind, form]) => ({
  form,
  read: (parts, one) => [
    ...known(parts.service, one),
    ...known(parts.object, one),
    ...(parts.called === undefined
      ? []
      : [check('call', isCalled(part(parts, 'service'), one), `nobody was seen to call ${parts.service}`)]),
    check('repetition', !isBlamed(kind, parts, one), 'it is the cause that is blamed'),
  ],
}));

/** The same kind of the same service, and no other thing of it, as far as the words name it. */
function isBlamed(
  kind: CauseKind,
  parts: Readonly<Record<string, string | undefined>>,
  { report: { cause } }: ReportCase,
): boolean {
  if (cause?.kind !== kind || (parts.service !== undefined && parts.service !== cause.service)) return false;
  return !saysObject.has(kind) || (parts.object ?? null) === cause.object;
}

/** Kinds whose words name the thing, where there is one. */
const saysObject: ReadonlySet<CauseKind> = new Set([
  'change',
  'configuration',
  'node',
  'network',
  'third_party',
  'quota',
  'bad_input',
  'scheduled_work',
]);

const isCalled = (service: string, { observed }: ReportCase): boolean =>
  observed.observations.edges.some(({ to }) => to === service) ||
  observed.observations.series.some(({ service: own, peer, side }) => (side === 'server' ? own : peer) === service) ||
  observed.observations.logs.some((digest) => digest.service !== service && observed.calls(digest.service, service));

export const checkAlternative = (one: ReportCase, said: CitedSentence): ClaimCheck[] | null =>
  readSentence(forms, one, said);

/** Questions to ask next, with what they take for granted. */
const questions: readonly SentenceForm[] = [
  {
    form: /^What did (?<service>.+) log right before its last restart\?$/,
    read: (parts, { observed }) => [
      check(
        'trouble',
        observed.observations.infra.some(
          ({ service, kind }) => service === parts.service && /restart|crash|killed|stopped/.test(kind),
        ) || observed.seriesOf(part(parts, 'service')).some(({ signal }) => signal === 'restarts'),
        `no restart of ${parts.service} was seen`,
      ),
    ],
  },
  {
    form: /^What do (?<gap>.+) show\? They could not be queried\.$/,
    read: (parts, { report }) => [
      check(
        'gap',
        report.gaps.some(({ what }) => what === parts.gap),
        `${parts.gap} is no gap`,
      ),
    ],
  },
  ...[
    /^Do only instances of (?<service>.+) that run (?:the newer version|(?<object>.+)) fail\?$/,
    /^Does (?<service>.+) recover where (?:the former configuration|the setting before "(?<object>.+)") still applies\?$/s,
    /^What do the logs of (?<service>.+) itself say about the failing calls\?$/,
    /^Was (?<service>.+) at its memory, CPU or connection limit when the trouble began\?$/,
    /^Did (?<service>.+) restart, and what did it log right before\?$/,
    /^Do instances on other machines than (?:the suspected one|(?<object>.+)) work\?$/,
    /^Did requests to (?<service>.+) rise before its latency and errors did, and from which callers\?$/,
    /^Which queries or locks kept (?<service>.+) busy when the trouble began\?$/,
    /^Are calls to (?<service>.+) slow on the way, while .+ itself answers fast\?$/,
    /^Does the status page of (?:the provider|(?<object>.+)) report an outage\?$/,
    /^How much of its quota for (?:the managed service|(?<object>.+)) does (?<service>.+) use, and since when\?$/,
    /^Do requests to (?<service>.+) that do not hold (?:the suspected record|(?<object>.+)) succeed\?$/s,
    /^Does (?<service>.+) recover when (?:the scheduled job|(?<object>.+)) has ended, as on earlier days\?$/,
    /^Which code path of (?<service>.+) is failing or slow, and since which version is it there\?$/,
    /^Did the alert's query or threshold for (?<service>.+) change\?$/,
    /^Does anybody outside see (?<service>.+) failing\?$/,
  ].map(
    (form): SentenceForm => ({
      form,
      read: (parts, one) => [...known(parts.service, one), ...known(parts.object, one)],
    }),
  ),
];

export const checkQuestion = (one: ReportCase, said: CitedSentence): ClaimCheck[] | null =>
  readSentence(questions, one, said);
