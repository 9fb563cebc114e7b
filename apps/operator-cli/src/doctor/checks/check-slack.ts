import type { SlackSettings } from '@incidentfox/config';
import { asFailure } from '@incidentfox/failures';
import { createHttpClient } from '@incidentfox/http-client';
import { z } from 'zod';
import { type Examination, type ExaminedTeam, noteClock } from '../examination.ts';
import { type Finding, failure, ok, warning } from '../finding.ts';

const subject = 'Slack';
const AuthTest = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  user: z.string().optional(),
});

/** What the bot must be allowed to do, and what fails without it. */
const neededScopes: readonly { scope: string; without: string; when: 'always' | 'interactive' }[] = [
  { scope: 'chat:write', without: 'nothing can be posted', when: 'always' },
  { scope: 'channels:join', without: 'it must be invited to every public incident channel', when: 'always' },
  { scope: 'channels:read', without: 'channels cannot be looked up', when: 'always' },
  { scope: 'channels:history', without: 'a message may be posted twice after a lost answer', when: 'always' },
  { scope: 'groups:read', without: 'private incident channels cannot be looked up', when: 'always' },
  {
    scope: 'groups:history',
    without: 'a message in a private channel may be posted twice after a lost answer',
    when: 'always',
  },
  {
    scope: 'metadata.message:read',
    without: 'its own messages are harder to recognise after a lost answer',
    when: 'always',
  },
  { scope: 'commands', without: '/investigate does not work', when: 'interactive' },
  { scope: 'app_mentions:read', without: 'questions to the bot are not heard', when: 'interactive' },
];

/** The bot token, the workspace it belongs to, and the scopes it was granted. */
export async function checkSlack({ settings }: ExaminedTeam, examination: Examination): Promise<Finding[]> {
  const { slack } = settings;
  if (!slack.enabled || !slack.botToken?.isResolved) return [];
  const shapes = shapeFindings(slack);
  return [...(await askSlack(slack, examination)), ...shapes];
}

async function askSlack(slack: SlackSettings, examination: Examination): Promise<Finding[]> {
  const http = createHttpClient({
    name: 'Slack',
    baseUrl: slack.apiUrl.replace(/\/+$/, ''),
    headers: () => ({ authorization: `Bearer ${slack.botToken?.reveal() ?? ''}` }),
    timeoutMs: examination.timeoutMs,
    breaker: false,
    retries: 0,
  });
  const askedAt = examination.now();
  try {
    const { value, headers } = await http.request({ method: 'POST', path: '/auth.test', form: {}, schema: AuthTest });
    noteClock(examination, subject, headers.get('date'), askedAt);
    if (!value.ok) return [refusal(value.error ?? 'unknown_error')];
    return [
      ok(subject, `${value.user ?? 'the bot'} in ${value.team ?? 'the workspace'}`),
      ...scopeFindings(slack, headers.get('x-oauth-scopes')),
    ];
  } catch (error) {
    const problem = asFailure(error, 'asking Slack');
    const advice =
      problem.kind === 'contract' || problem.kind === 'not_found'
        ? `Check integrations.slack.api_url: ${slack.apiUrl} does not answer like Slack's Web API.`
        : `Check that ${slack.apiUrl} can be reached from here: address, DNS, proxy, firewall.`;
    return [failure(subject, problem.message, advice)];
  } finally {
    await http.close();
  }
}

function refusal(error: string): Finding {
  const reinstall =
    'Install the Slack app in the workspace again and put its new bot token where integrations.slack.bot_token points.';
  const advice: Readonly<Record<string, string>> = {
    invalid_auth: 'Check integrations.slack.bot_token: it must be the bot token (xoxb-...) of the Slack app.',
    not_authed: 'Check integrations.slack.bot_token: no token arrived.',
    token_revoked: reinstall,
    token_expired: reinstall,
    account_inactive: reinstall,
    org_login_required: 'The workspace moved to Enterprise Grid: install the app in the organisation.',
    ratelimited: 'Slack asks to slow down: try again in a minute.',
  };
  return failure(subject, `the token was refused: ${error}`, advice[error] ?? reinstall);
}

function scopeFindings(slack: SlackSettings, header: string | null): Finding[] {
  if (header === null)
    return [
      warning(
        subject,
        'Slack did not say which scopes the token has',
        'Compare the bot token scopes with the manifest.',
      ),
    ];
  const granted = new Set(header.split(',').map((scope) => scope.trim()));
  const interactive = Boolean(slack.signingSecret ?? slack.appToken);
  const missing = neededScopes.filter(({ scope, when }) => !granted.has(scope) && (when === 'always' || interactive));
  if (missing.length === 0) return [ok(subject, `all needed scopes are granted (${granted.size})`)];
  return missing.map(({ scope, without }) => {
    const advice = `Add ${scope} under OAuth & Permissions > Bot Token Scopes and install the app again.`;
    const detail = `the scope ${scope} is missing: ${without}`;
    return scope === 'chat:write' ? failure(subject, detail, advice) : warning(subject, detail, advice);
  });
}

function shapeFindings({ botToken, signingSecret, appToken }: SlackSettings): Finding[] {
  const findings: Finding[] = [];
  if (botToken?.isResolved && !/^xox[be]/.test(botToken.reveal())) {
    findings.push(
      warning(
        subject,
        'bot_token does not look like a bot token',
        'Use the Bot User OAuth Token, which begins with xoxb-.',
      ),
    );
  }
  if (signingSecret?.isResolved && !/^[0-9a-f]{32}$/.test(signingSecret.reveal())) {
    findings.push(
      warning(
        subject,
        'signing_secret does not look like a signing secret',
        'Copy it from Basic Information > App Credentials: 32 hexadecimal digits.',
      ),
    );
  }
  if (appToken?.isResolved && !appToken.reveal().startsWith('xapp-')) {
    findings.push(
      warning(
        subject,
        'app_token does not look like an app-level token',
        'Use the app-level token with connections:write, which begins with xapp-.',
      ),
    );
  }
  return findings;
}
