import type { TeamSettings } from '@incidentfox/config';
import type { Report, TimelineEntryType } from '@incidentfox/incident';

/** What a stage of an investigation sends outside. Slack and the timeline are separate jobs: neither waits for the other. */
export interface PlannedDeliveries {
  slack: boolean;
  timeline: TimelineEntryType[];
}

/** When an investigation starts. */
export function deliveriesAtStart(settings: TeamSettings): PlannedDeliveries {
  return { slack: postsToSlack(settings), timeline: wanted(settings, ['investigation_start']) };
}

/** When the report is ready. A root cause goes on the timeline only when there is one. */
export function deliveriesAtEnd(settings: TeamSettings, report: Report): PlannedDeliveries {
  const entries: TimelineEntryType[] =
    report.verdict === 'root_cause'
      ? ['root_cause_found', 'evidence_event', 'investigation_complete']
      : ['investigation_complete'];
  return { slack: postsToSlack(settings), timeline: wanted(settings, entries) };
}

/** When it failed or was stopped: readers who saw it start are told that nothing will come. */
export function slackOnly(settings: TeamSettings): PlannedDeliveries {
  return { slack: postsToSlack(settings), timeline: [] };
}

function postsToSlack(settings: TeamSettings): boolean {
  return settings.slack.enabled && settings.incidentIo.postToChannel;
}

function wanted(settings: TeamSettings, entries: TimelineEntryType[]): TimelineEntryType[] {
  if (!settings.incidentIo.createTimelineEntry) return [];
  return entries.filter((entry) => settings.incidentIo.timelineEntryTypes.includes(entry));
}
