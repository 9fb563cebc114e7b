import type { TimelineEvent } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import { clockOf } from '../observed/rounded-number.ts';
import { isQuoteOf, statementIn } from '../observed/texts.ts';
import type { ReportCase } from '../report-case.ts';
import { changeMeant, changeVerb } from './changed/changes.ts';
import { readEvent } from './events.ts';
import { checkBegan, checkLogged } from './measured/numbers.ts';
import { type CitedSentence, part, readSentence, type SentenceForm } from './sentence-form.ts';

const formsAt = (at: number): readonly SentenceForm[] => [
  {
    form: new RegExp(`^(?<owner>.+?) (?<verb>${changeVerb})(?<out> \\(ruled out\\))?$`),
    read: (parts, { observed }) => {
      const changes = changeMeant(observed, part(parts, 'owner'), { what: parts.verb });
      return [
        check('change', changes.length > 0, `no such change was observed: ${parts.owner} ${parts.verb}`),
        check(
          'time',
          changes.some(({ startedAt }) => startedAt === at),
          `it was at ${changes.map(({ startedAt }) => clockOf(startedAt)).join(', ')}`,
        ),
      ];
    },
  },
  {
    form: /^(?<name>.+) began to (?<verb>rise|fall)$/,
    read: (parts, one) => checkBegan(part(parts, 'name'), part(parts, 'verb'), at, one),
  },
  {
    form: /^(?<service>\S+): (?<first>first|more) (?:errors|warnings) "(?<quote>.*)"$/s,
    read: (parts, one) => [
      ...checkLogged(part(parts, 'service'), part(parts, 'quote'), one, {}),
      check(
        'time',
        parts.first === 'more' || isFirst(part(parts, 'service'), part(parts, 'quote'), at, one),
        `${parts.service} did not log it first at ${clockOf(at)}`,
      ),
    ],
  },
  {
    form: /^Alert (?<alert>.+) fired$/s,
    read: (parts, { observed }) => [
      check(
        'time',
        observed.observations.alerts.some(
          ({ name, startedAt }) => startedAt === at && isQuoteOf(part(parts, 'alert'), name),
        ),
        `no alert of this name fired at ${clockOf(at)}`,
      ),
    ],
  },
  { form: /^This incident was created$/, read: () => [check('time', true, '')] },
];

/** A line stands at this moment, or the lines counted from then on are not none; and none of the statement stands before it in the window. */
function isFirst(service: string, quote: string, at: number, { observed }: ReportCase): boolean {
  const lines = observed.linesOf(service).map(({ line }) => line);
  const example = lines.find(({ message }) => isQuoteOf(quote, message));
  if (example === undefined) return false;
  const same = lines.filter(({ message }) => statementIn(message) === statementIn(example.message));
  const isCounted = observed.observations.logs.some(
    (digest) => digest.service === service && digest.buckets.some(([start, count]) => start === at && count > 0),
  );
  return (isCounted || lines.some((line) => line.at === at)) && same.every((line) => line.at >= at);
}

export const checkTimelineText = (one: ReportCase, said: TimelineEvent): ClaimCheck[] | null =>
  readEvent(said.text, said.at, one) ?? readSentence(formsAt(said.at), one, said as unknown as CitedSentence);
