import { createHash } from 'node:crypto';
import type { Investigation, Report, TimelineEntryType, TimelineEvent } from '@incidentfox/incident';
import { effortOf } from '../text/effort-of.ts';
import { percent } from '../text/percent.ts';
import { reportUrl } from '../text/report-url.ts';
import { maxTimelineEvents } from '../thresholds.ts';
import { markdown, title } from './markdown.ts';

/** One item for incident.io's timeline. */
export interface TimelineEntry {
  /** `timeline:investigation_start`: at most one item of this name per incident. */
  readonly slot: string;
  /** The same over restarts and revisions, so that incident.io itself refuses a second one. */
  readonly idempotencyKey: string;
  readonly title: string;
  /** Markdown. */
  readonly description: string;
  /** When the thing happened, epoch ms. */
  readonly at: number;
}

/** What the record says now about one kind of entry. Empty when there is nothing to say (no root cause was found). */
export function timelineEntries(
  investigation: Investigation,
  type: TimelineEntryType,
  consoleUrl: string | null,
): TimelineEntry[] {
  const page = reportUrl(consoleUrl, investigation);
  const more = page ? `\n\n[Full report](${page})` : '';
  const one = (at: number, what: string, description: string): TimelineEntry[] => [
    {
      slot: `timeline:${type}`,
      idempotencyKey: keyOf(investigation, type),
      title: what,
      description: `${description}${more}`,
      at,
    },
  ];
  const { report } = investigation;
  switch (type) {
    case 'investigation_start':
      return one(startOf(investigation), 'IncidentFox started investigating', startedText(investigation));
    case 'root_cause_found':
      return report?.verdict === 'root_cause'
        ? one(endOf(investigation), `Root cause found: ${causeOf(report)}`, causeText(report))
        : [];
    case 'investigation_complete':
      return isOver(investigation)
        ? one(endOf(investigation), endedTitle(investigation), endedText(investigation))
        : [];
    case 'evidence_event':
      return (report?.timeline ?? []).slice(0, maxTimelineEvents).map((event) => eventEntry(investigation, event));
  }
}

/** An earlier run named a cause that no longer holds: the entry is corrected, because it cannot be removed. */
export function withdrawnCause(investigation: Investigation): TimelineEntry | null {
  if (!investigation.report || investigation.report.verdict === 'root_cause') return null;
  return {
    slot: 'timeline:root_cause_found',
    idempotencyKey: keyOf(investigation, 'root_cause_found'),
    title: 'Root cause withdrawn by a later run',
    description: `An earlier run named a cause; run ${investigation.revision} does not confirm it. ${markdown(investigation.report.summary.text, 500)}`,
    at: endOf(investigation),
  };
}

function keyOf(investigation: Investigation, name: string): string {
  return `incidentfox:${investigation.incidentId}:${name}`;
}

function startOf(investigation: Investigation): number {
  return Date.parse(investigation.startedAt ?? investigation.queuedAt);
}

function endOf(investigation: Investigation): number {
  return investigation.finishedAt ? Date.parse(investigation.finishedAt) : startOf(investigation);
}

function isOver({ state }: Investigation): boolean {
  return state === 'completed' || state === 'failed' || state === 'stopped';
}

function startedText(investigation: Investigation): string {
  const { context, priority } = investigation;
  const assumed = assumedPriority(investigation);
  const services = (context?.affected ?? []).slice(0, 5).map((affected) => markdown(affected.service, 60));
  return `Priority ${priority}${assumed}. Looking at ${services.length > 0 ? services.join(', ') : 'the services of this incident'}.`;
}

/** Says when the priority does not come from the severity of the incident. Empty when it does. */
function assumedPriority({ priorityOrigin, incident }: Investigation): string {
  if (priorityOrigin === 'missing') return ' (no severity was set, Medium is assumed)';
  if (priorityOrigin !== 'unknown') return '';
  return ` (severity ${markdown(incident?.severity?.name ?? '', 60)} is not mapped, Medium is assumed)`;
}

function causeOf({ cause, confidence, summary }: Report): string {
  if (!cause) return title(summary.text);
  return title(`${cause.service}${cause.object ? `, ${cause.object}` : ''} (confidence ${percent(confidence)})`);
}

function causeText(report: Report): string {
  const causes = report.rootCause.slice(0, 4).map((sentence) => `- ${markdown(sentence.text, 300)}`);
  return [
    markdown(report.summary.text, 500),
    '',
    `**Root cause (confidence: ${percent(report.confidence)})**`,
    ...causes,
  ].join('\n');
}

const verdictTitles = {
  root_cause: 'Investigation complete: root cause found',
  inconclusive: 'Investigation complete: no clear cause yet',
  healthy: 'Investigation complete: nothing wrong found',
} as const;

function endedTitle({ report, state }: Investigation): string {
  if (report) return verdictTitles[report.verdict];
  return state === 'stopped' ? 'Investigation stopped' : 'Investigation failed';
}

function endedText(investigation: Investigation): string {
  const { report, ending } = investigation;
  const effort = effortOf(investigation);
  if (!report) return markdown(ending ?? 'There are no findings.', 500);
  const actions = report.actions.slice(0, 3).map((action, index) => `${index + 1}. ${markdown(action.text, 300)}`);
  const gaps = report.gaps.slice(0, 3).map((gap) => `- ${markdown(`${gap.what}: ${gap.why}`, 200)}`);
  return [
    markdown(report.summary.text, 500),
    ...(actions.length > 0 ? ['', '**Recommended actions**', ...actions] : []),
    ...(gaps.length > 0 ? ['', '**Not checked**', ...gaps] : []),
    '',
    effort === '' ? 'Nothing could be asked.' : `${effort}.`,
  ].join('\n');
}

function eventEntry(investigation: Investigation, event: TimelineEvent): TimelineEntry {
  const name = createHash('sha256').update(`${event.at}:${event.text}`).digest('hex').slice(0, 16);
  return {
    slot: `timeline:event:${name}`,
    idempotencyKey: keyOf(investigation, `event:${name}`),
    title: title(event.text),
    description: 'Reconstructed by IncidentFox from the data sources.',
    at: event.at,
  };
}
