/**
 * What Slack's manifest format (major version 2) allows of the parts we use, written as a JSON schema in our own words:
 * names, lengths, which keys may stand where. Keys we do not use are left out and therefore refused.
 */
const text = (min: number, max: number) => ({ type: 'string', minLength: min, maxLength: max });
const address = (max: number) => ({ type: 'string', pattern: '^https?://', maxLength: max });
const flag = { type: 'boolean' };
const list = (items: object, maxItems: number) => ({ type: 'array', items, maxItems, uniqueItems: true });
const only = (properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

export const manifestRules = only(
  {
    _metadata: only({ major_version: { type: 'integer' }, minor_version: { type: 'integer' } }),
    display_information: only(
      {
        name: text(1, 35),
        description: text(1, 140),
        background_color: { type: 'string', pattern: '^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$' },
        long_description: text(175, 4000),
      },
      ['name'],
    ),
    features: only({
      bot_user: only({ display_name: text(1, 80), always_online: flag }, ['display_name']),
      slash_commands: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        items: only(
          {
            command: { type: 'string', pattern: '^/', minLength: 2, maxLength: 32 },
            url: address(3000),
            description: text(1, 2000),
            usage_hint: text(1, 1000),
            should_escape: flag,
          },
          ['command', 'description'],
        ),
      },
    }),
    oauth_config: only({ scopes: only({ bot: list(text(1, 50), 255), bot_optional: list(text(1, 50), 255) }) }),
    settings: only({
      event_subscriptions: only({ request_url: address(3500), bot_events: list(text(1, 50), 100) }),
      interactivity: only({ is_enabled: flag, request_url: address(3500) }, ['is_enabled']),
      org_deploy_enabled: flag,
      socket_mode_enabled: flag,
      token_rotation_enabled: flag,
    }),
  },
  ['display_information'],
);

/** Scope each call or event needs: a scope without use, or a use without scope, is a mistake in the manifest. */
export const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'chat.postMessage': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'conversations.join': ['channels:join'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.history': ['channels:history', 'groups:history', 'metadata.message:read'],
  'conversations.replies': ['channels:history', 'groups:history', 'metadata.message:read'],
  'auth.test': [],
  'views.open': [],
  app_mention: ['app_mentions:read'],
  '/investigate': ['commands'],
};
