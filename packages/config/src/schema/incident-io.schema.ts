import { address } from '@incidentfox/data-sources/settings';
import { defaultMinConfidence, maxConfidence, TimelineEntryType } from '@incidentfox/incident';
import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { SeverityName } from './severity-name.schema.ts';

const ConditionEntry = z
  .strictObject({
    incident_type: z.string().min(1).optional().describe("The incident type's name, case-insensitive."),
    custom_field: z
      .strictObject({
        name: z.string().min(1).describe('Name of the custom field.'),
        value: z.string().min(1).describe('One of its values.'),
      })
      .optional()
      .describe('A custom field that has this value, both case-insensitive.'),
    service: z.string().min(1).optional().describe('An affected service of the catalogue.'),
    name: z.string().min(1).optional().describe("A pattern over the incident's name, `*` for anything: `*drill*`."),
    team: z.string().min(1).optional().describe('An incident.io team id.'),
  })
  .refine((condition) => Object.keys(condition).length > 0, {
    error: 'an empty condition matches nothing: give at least one part',
    when: ({ issues }) => issues.length === 0,
  });

/** `integrations.incident_io`: where incidents come from, which of them are investigated, and what is written back. */
export const IncidentIoSection = z.strictObject({
  enabled: z.boolean().default(true).describe('Turns the integration off without removing its settings.'),
  webhook_secret: z
    .union([secret(), z.array(secret()).min(1)])
    .optional()
    .describe(
      'Signing secret of the webhook endpoint in incident.io. A list during a rotation: every one is accepted.',
    ),
  api_key: secret().optional().describe('incident.io API key: reads incidents, writes timeline entries.'),
  api_url: address().prefault('https://api.incident.io').describe('Address of the incident.io API.'),
  auto_investigate: z.boolean().default(true).describe('Start an investigation when an incident is declared.'),
  severity_threshold: SeverityName.prefault('medium').describe('The least severe incident that starts by itself.'),
  skip_low_severity: z.boolean().default(false).describe('Never start for Low (P3) incidents, whatever the threshold.'),
  severity_map: z
    .record(z.string().min(1), SeverityName)
    .prefault({})
    .describe(
      'Severity id or name in incident.io -> critical, high, medium, low (or P0..P3). Goes before every guess.',
    ),
  investigate_test_incidents: z
    .boolean()
    .default(false)
    .describe('Also investigate incidents in test mode, labelled as such.'),
  investigate_private_incidents: z
    .boolean()
    .default(true)
    .describe('Investigate private incidents, where the API key may read them. Findings stay in their own channel.'),
  update_debounce_seconds: z
    .number()
    .min(0)
    .max(3600)
    .default(15)
    .describe('Quiet time before a changed incident is looked at again.'),
  max_revisions: z
    .int()
    .min(1)
    .max(20)
    .default(3)
    .describe('The most runs over one incident that start by themselves.'),
  cooldown_seconds: z
    .number()
    .min(0)
    .max(86_400)
    .default(300)
    .describe('Least time between two runs over one incident.'),
  only_if: z
    .array(ConditionEntry)
    .default([])
    .describe('Start only when one of these conditions holds. Empty: always.'),
  never_if: z.array(ConditionEntry).default([]).describe('Never start when one of these conditions holds.'),
  post_to_channel: z.boolean().default(true).describe("Post findings to the incident's Slack channel."),
  create_timeline_entry: z.boolean().default(true).describe('Add entries to the incident.io timeline.'),
  timeline_entry_types: z
    .array(TimelineEntryType)
    .default(['investigation_start', 'root_cause_found', 'investigation_complete'])
    .describe('Which entries are written to the timeline.'),
  change_window_hours: z
    .number()
    .positive()
    .max(168)
    .default(4)
    .describe('How far back changes are correlated, hours.'),
  min_confidence: z
    .number()
    .min(0)
    .max(maxConfidence)
    .default(defaultMinConfidence)
    .describe('Below this confidence no root cause is named.'),
});
export type IncidentIoSection = z.output<typeof IncidentIoSection>;
