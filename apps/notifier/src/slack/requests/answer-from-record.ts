import type { Evidence, Investigation, Report } from '@incidentfox/incident';
import type { KnownBlock } from '@slack/types';
import { count, duration, utc } from '../../text/clock.ts';
import { percent } from '../../text/percent.ts';
import { withholdQuotes } from '../../text/withhold-quotes.ts';
import { asMuchAsFits } from '../blocks/as-much-as-fits.ts';
import { evidenceLine } from '../blocks/evidence-line.ts';
import { sentence } from '../blocks/notification.ts';
import { actionLines, ownerLines, sentenceRenderer, sentences } from '../blocks/report-lines.ts';
import { bold, code, line, list, plain, quoted, richText, titledList } from '../blocks/rich-text.ts';
import { referenceOf } from '../blocks/section-frame.ts';
import { stepLines } from '../root-message/started-blocks.ts';
import type { MessageContext, SlackMessage } from '../slack-message.ts';
import { evidenceReply } from '../thread/thread-replies.ts';
import { changesLookedAt } from './changes-looked-at.ts';
import type { ReaderQuestion } from './parse-question.ts';

/** The answer to a question, from the record alone: nothing is asked anew. */
export function answerFromRecord(
  question: ReaderQuestion,
  investigation: Investigation,
  context: MessageContext,
): SlackMessage {
  const { report } = investigation;
  if (question.kind === 'status') return statusAnswer(investigation);
  if (question.kind === 'help' || question.kind === 'unknown') return possibleAnswer(investigation, question.kind);
  if (!report) return noFindingsYet(investigation);
  switch (question.kind) {
    case 'why':
      return whyAnswer(investigation, report, context);
    case 'changes':
      return changesAnswer(investigation, report, context);
    case 'evidence':
      return evidenceAnswer(question.number, investigation, report, context);
  }
}

function whyAnswer(investigation: Investigation, report: Report, context: MessageContext): SlackMessage {
  const render = sentenceRenderer({ sentence: 400 }, context, report);
  const title =
    report.verdict === 'root_cause'
      ? `Root Cause (Confidence: ${percent(report.confidence)})`
      : 'Leads, none of them proven';
  const causes =
    report.verdict === 'root_cause'
      ? [...sentences(report.rootCause, 6, render), ...ownerLines(report, context)]
      : report.alternatives
          .slice(0, 5)
          .map((lead) => line(plain(`${percent(lead.probability)} · `), render(lead.text)));
  return asMuchAsFits(sentence(investigation, said(report.summary.text, report, context)), () => [
    richText(line(render(report.summary.text))),
    titledList(title, 'bullet', causes),
    titledList('Ruled out', 'bullet', sentences(report.ruledOut, 3, render)),
    titledList('Next', 'ordered', actionLines(report.actions, 2, render)),
  ]);
}

function changesAnswer(investigation: Investigation, report: Report, context: MessageContext): SlackMessage {
  const changes = report.evidence
    .filter((evidence) => evidence.kind === 'change')
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const note = changesLookedAt(investigation);
  const lines = changes.map((change) =>
    line(plain(`${change.at === null ? '' : `${utc(change.at)}  `}`.padEnd(1)), ...changeText(change, context)),
  );
  const text = sentence(
    investigation,
    changes.length > 0
      ? `${count(changes.length, 'change')} may matter.`
      : `no change that matters is in the record. ${note}`,
  );
  return asMuchAsFits(text, (max) => [
    lines.length > 0
      ? titledList('Changes that may matter', 'bullet', lines.slice(0, max))
      : richText(line(plain('No change that matters is in the record.'))),
    richText(line(plain(note))),
  ]);
}

function changeText(change: Evidence, context: MessageContext) {
  return evidenceLine(change, {
    sentence: 240,
    quote: 120,
    messageOnly: true,
    spark: false,
    numbered: true,
    isExternallyShared: context.isExternallyShared,
    trustedHosts: context.trustedHosts,
  }).elements;
}

function evidenceAnswer(
  number: number | null,
  investigation: Investigation,
  report: Report,
  context: MessageContext,
): SlackMessage {
  if (number === null) return evidenceReply(investigation, report, context) ?? noEvidence(investigation, report);
  const evidence = report.evidence.find((one) => one.id === `e${number}`) ?? report.evidence[number - 1];
  if (!evidence) return noEvidence(investigation, report);
  const question = investigation.questions.find((one) => one.id === evidence.questionId);
  // Facts hold pieces of log lines too.
  const facts = (context.isExternallyShared ? [] : Object.entries(evidence.facts))
    .slice(0, 8)
    .map(([name, value]) => line(quoted(name, 40), plain(': '), quoted(String(value), 120)));
  return asMuchAsFits(
    sentence(investigation, `evidence ${evidence.id}: ${said(evidence.title, report, context)}`),
    () => [
      richText(
        evidenceLine(evidence, {
          sentence: 500,
          quote: 600,
          messageOnly: false,
          spark: true,
          numbered: true,
          isExternallyShared: context.isExternallyShared,
          trustedHosts: context.trustedHosts,
        }),
      ),
      facts.length > 0 ? richText(list('bullet', facts)) : null,
      question ? richText(line(bold('Question: '), code(question.query, 800))) : null,
    ],
  );
}

function said(text: string, report: Report, { isExternallyShared }: MessageContext): string {
  return isExternallyShared ? withholdQuotes(text, report) : text;
}

function noEvidence(investigation: Investigation, report: Report): SlackMessage {
  const ids = report.evidence.map((evidence) => evidence.id);
  const extent = ids.length > 0 ? `It goes from ${ids[0]} to ${ids[ids.length - 1]}.` : 'This investigation has none.';
  return simple(investigation, `there is no such evidence. ${extent}`);
}

function statusAnswer(investigation: Investigation): SlackMessage {
  const { state, startedAt, finishedAt, report, revision, ending } = investigation;
  const since = startedAt ? ` since ${utc(Date.parse(startedAt))}` : '';
  const took = startedAt && finishedAt ? ` after ${duration(Date.parse(finishedAt) - Date.parse(startedAt))}` : '';
  const says = report
    ? `, ${{ root_cause: 'with a root cause', inconclusive: 'without a clear cause', healthy: 'nothing wrong was found' }[report.verdict]}`
    : '';
  const what = {
    queued: 'is waiting to start',
    running: `is running${since}`,
    completed: `is complete${took}${says}`,
    failed: `failed${took}`,
    stopped: 'was stopped',
    held: 'is on hold',
  }[state];
  const text = sentence(investigation, `run ${revision} ${what}${ending ? `: ${ending}` : '.'}`);
  const blocks: KnownBlock[] = [
    richText(
      line(bold(`Run ${revision} `), plain(what), ...(ending ? [plain(': '), quoted(ending, 400)] : [plain('.')])),
    ),
  ];
  const steps = state === 'running' ? stepLines(investigation.steps) : [];
  return { text, blocks: steps.length > 0 ? [...blocks, richText(list('bullet', steps))] : blocks };
}

const possible = [
  ['why', 'the root cause, what supports it and what was ruled out'],
  ['what changed', 'deploys and other changes that may matter'],
  ['evidence 3', 'one piece of evidence with its query; "evidence" lists all'],
  ['status', 'how far the investigation is'],
  ['/investigate', 'look again; add a service or a time like 2h'],
] as const;

function possibleAnswer(investigation: Investigation, kind: 'help' | 'unknown'): SlackMessage {
  const start =
    kind === 'unknown'
      ? 'I did not understand that. I answer from the record of this investigation:'
      : 'I answer from the record of this investigation:';
  const items = possible.map(([ask, gives]) => line(code(ask, 40), plain(` ${gives}`)));
  return {
    text: sentence(investigation, `${start} ${possible.map(([ask]) => ask).join(', ')}.`),
    blocks: [richText(line(plain(start)), list('bullet', items))],
  };
}

function noFindingsYet(investigation: Investigation): SlackMessage {
  return investigation.state === 'running' || investigation.state === 'queued'
    ? simple(investigation, 'the investigation is still running, there are no findings yet.')
    : statusAnswer(investigation);
}

export function simple(investigation: Investigation, what: string): SlackMessage {
  return {
    text: sentence(investigation, what),
    blocks: [richText(line(plain(`${referenceOf(investigation)}: `), quoted(what, 600)))],
  };
}
