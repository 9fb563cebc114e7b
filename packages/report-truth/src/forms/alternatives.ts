import { type ClaimCheck, check } from '../claim.ts';
import type { ReportCase } from '../report-case.ts';
import { type CitedSentence, part, readSentence, type SentenceForm } from './sentence-form.ts';

const known = (name: string | undefined, { observed }: ReportCase): ClaimCheck[] =>
  name === undefined ? [] : [check('name', observed.isKnown(name), `nothing that was observed is called ${name}`)];

/** A possible cause is no claim that it is the one; its names are, and what the words take for granted. */
const forms: readonly SentenceForm[] = [
  {
    form: /^Trouble inside (?<service>.+), which others call$/,
    read: (parts, one) => [
      ...known(parts.service, one),
      check('call', isCalled(part(parts, 'service'), one), `nobody was seen to call ${parts.service}`),
    ],
  },
  { form: /^Trouble inside (?<service>.+)$/, read: (parts, one) => known(parts.service, one) },
  ...[
    /^A change of (?<service>.+?)(?: \((?<object>.+)\))?$/,
    /^A setting of (?<service>.+?)(?: \("(?<object>.+)"\))?$/s,
    /^(?<service>.+?) (?:ran|may have run) out of a resource$/,
    /^(?<service>.+?) (?:may have )?crashed$/,
    /^The machine under (?<service>.+)$/,
    /^The machine (?<service>.+)$/,
    /^The zone (?<service>.+)$/,
    /^More traffic than (?<service>.+) can take$/,
    /^(?<service>.+) itself or its data store$/,
    /^The network, names or certificates between (?<service>.+) and (?:its peers|(?<object>.+))$/,
    /^The name server that (?<service>.+) asks$/,
    /^An outside provider \((?:unnamed|(?<object>.+))\) that (?<service>.+) uses$/,
    /^A quota or limit \((?:unnamed|(?<object>.+))\) of a managed service that (?<service>.+) uses$/,
    /^One input \((?:unnamed|(?<object>.+))\) that (?<service>.+) cannot handle$/s,
    /^Scheduled work(?: \((?<object>.+)\))? that (?<service>.+) suffers from$/,
    /^A fault in the code of (?<service>.+)$/,
    /^The monitoring of (?<service>.+?), not .+ itself$/,
    /^Nothing wrong with (?<service>.+)$/,
  ].map(
    (form): SentenceForm => ({
      form,
      read: (parts, one) => [...known(parts.service, one), ...known(parts.object, one)],
    }),
  ),
];

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
