import { address } from '@incidentfox/data-sources/settings';
import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { SeverityName } from './severity-name.schema.ts';

/** `integrations.slack`: where findings are posted and questions come from. */
export const SlackSection = z.strictObject({
  enabled: z.boolean().default(true).describe('Turns the integration off without removing its settings.'),
  bot_token: secret().optional().describe('Bot token of the Slack app, xoxb-...'),
  signing_secret: secret()
    .optional()
    .describe('Signing secret of the Slack app: buttons, mentions and commands over HTTP.'),
  app_token: secret().optional().describe('App-level token, xapp-...: Socket Mode instead of HTTP.'),
  announce_findings: z
    .union([SeverityName, z.literal('never')])
    .prefault('high')
    .describe(
      'The least severe incident whose first findings are also told in one line that shows in the channel: an edited message notifies nobody. `never` turns it off.',
    ),
  api_url: address().prefault('https://slack.com/api/').describe('Address of the Slack Web API.'),
});
export type SlackSection = z.output<typeof SlackSection>;
