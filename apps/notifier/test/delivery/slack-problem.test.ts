import { listen } from '@incidentfox/test-kit';
import { connectWorkspace } from '../../src/slack/client/connect-workspace.ts';
import { explain, SlackProblem } from '../../src/slack/slack-problem.ts';

const message = { text: 'A sentence.', blocks: [] };
const mark = { key: 'k', investigationId: 'i', revision: 1 };

/** Posts to a Slack that answers as given, and tells what it ended in and how often Slack was called. */
async function postTo(answer: {
  status?: number;
  headers?: Record<string, string>;
  body?: string | object;
  drop?: boolean;
  hang?: boolean;
}) {
  const server = await listen((_, response) => {
    if (answer.drop) return void response.destroy();
    if (answer.hang) return void setTimeout(() => response.destroy(), 600);
    response
      .writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
      .end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
  });
  const outcomes: string[] = [];
  const workspace = connectWorkspace({
    apiUrl: `${server.url}/api/`,
    token: () => 'xoxb-1',
    timeoutMs: 300,
    onCall: (_, outcome) => outcomes.push(outcome),
  });
  const problem = await workspace.post({ channel: 'C1' }, message, mark).then(
    () => null,
    (error: unknown) => error,
  );
  const calls = server.requests();
  await server.close({ graceMs: 1_500 });
  if (!(problem instanceof SlackProblem)) throw new Error(`no problem: ${String(problem)}`);
  return { kind: problem.kind, retryAfterMs: problem.retryAfterMs, calls, outcomes, problem };
}

test.each([
  ['a 429 with its time', { status: 429, headers: { 'retry-after': '7' }, body: {} }, 'limited'],
  ['rate_limited in the body', { body: { ok: false, error: 'rate_limited' } }, 'limited'],
  ['a dropped connection', { drop: true }, 'ambiguous'],
  ['no answer in time', { hang: true }, 'ambiguous'],
  ['a 500', { status: 500, body: 'oops' }, 'ambiguous'],
  ['a 503 page', { status: 503, body: '<html>' }, 'ambiguous'],
  ['fatal_error', { body: { ok: false, error: 'fatal_error' } }, 'ambiguous'],
  ['internal_error', { body: { ok: false, error: 'internal_error' } }, 'ambiguous'],
  ['a page of a proxy with status 200', { body: '<html>Please sign in</html>' }, 'ambiguous'],
  ['nothing at all with status 200', { body: '' }, 'ambiguous'],
  ['half an answer', { body: '{"ok":true,"ts":"1.' }, 'ambiguous'],
  ['JSON of somebody else', { body: '{"message":"upstream not ready"}' }, 'ambiguous'],
  ['an error that is no word', { body: { ok: false, error: 'Bad Gateway' } }, 'ambiguous'],
  ['a 403 page', { status: 403, body: '<html>' }, 'ambiguous'],
  ['a 404', { status: 404, body: 'not found' }, 'ambiguous'],
  ['a 429 without its time', { status: 429, body: 'slow down' }, 'limited'],
  ['service_unavailable', { body: { ok: false, error: 'service_unavailable' } }, 'ambiguous'],
  ['team_added_to_org', { body: { ok: false, error: 'team_added_to_org' } }, 'ambiguous'],
  ['org_login_required', { body: { ok: false, error: 'org_login_required' } }, 'ambiguous'],
  ['an answer without a time', { body: { ok: true, channel: 'C1' } }, 'ambiguous'],
  ['not_in_channel', { body: { ok: false, error: 'not_in_channel' } }, 'not_in_channel'],
  [
    'invalid_blocks',
    { body: { ok: false, error: 'invalid_blocks', response_metadata: { messages: ['[ERROR] x'] } } },
    'unrenderable',
  ],
  ['msg_blocks_too_long', { body: { ok: false, error: 'msg_blocks_too_long' } }, 'unrenderable'],
  ['message_not_found', { body: { ok: false, error: 'message_not_found' } }, 'gone'],
  ['edit_window_closed', { body: { ok: false, error: 'edit_window_closed' } }, 'frozen'],
  ['is_archived', { body: { ok: false, error: 'is_archived' } }, 'closed'],
  ['channel_not_found', { body: { ok: false, error: 'channel_not_found' } }, 'closed'],
  ['restricted_action_thread_locked', { body: { ok: false, error: 'restricted_action_thread_locked' } }, 'closed'],
  [
    'slack_connect_file_link_sharing_blocked',
    { body: { ok: false, error: 'slack_connect_file_link_sharing_blocked' } },
    'closed',
  ],
  ['ekm_access_denied', { body: { ok: false, error: 'ekm_access_denied' } }, 'closed'],
  ['token_revoked', { body: { ok: false, error: 'token_revoked' } }, 'refused'],
  ['missing_scope', { body: { ok: false, error: 'missing_scope', needed: 'chat:write' } }, 'refused'],
  ['an error newer than this code', { body: { ok: false, error: 'blue_moon' } }, 'unknown'],
] as const)('%s ends in one call and a clear kind', async (_, answer, kind) => {
  expect(await postTo(answer)).toMatchObject({
    kind,
    calls: 1,
    outcomes:
      kind === 'ambiguous' &&
      'body' in answer &&
      typeof answer.body === 'object' &&
      'ok' in answer.body &&
      answer.body.ok
        ? ['ok']
        : [kind],
  });
});

test('the time Slack asks for is taken over', async () => {
  expect(await postTo({ status: 429, headers: { 'retry-after': '7' }, body: {} })).toMatchObject({
    retryAfterMs: 7000,
  });
});

test('people are told what to do about it', async () => {
  const { problem } = await postTo({ body: { ok: false, error: 'channel_not_found' } });
  expect(explain(problem)).toMatch(/invite the app/);
});

test('a refused token is read anew and the call made once more with it', async () => {
  const seen: string[] = [];
  const server = await listen((request, response) => {
    seen.push(String(request.headers.authorization));
    const body = seen.length === 1 ? { ok: false, error: 'token_revoked' } : { ok: true, channel: 'C1', ts: '1.1' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  let token = 'xoxb-old';
  const renewToken = async () => {
    token = 'xoxb-new';
    return true;
  };
  const workspace = connectWorkspace({ apiUrl: `${server.url}/api/`, token: () => token, renewToken });
  expect(await workspace.post({ channel: 'C1' }, message, mark)).toMatchObject({
    channel: 'C1',
    ts: '1.1',
  });
  await server.close();
  expect(seen).toEqual(['Bearer xoxb-old', 'Bearer xoxb-new']);
});

test('what is posted says that nothing in it is to be parsed, linked or unfurled, and never holds the token', async () => {
  let form = new URLSearchParams();
  const server = await listen((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      form = new URLSearchParams(body);
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: true, channel: 'C1', ts: '1.1' }));
    });
  });
  await connectWorkspace({ apiUrl: `${server.url}/api/`, token: () => 'xoxb-secret' }).post(
    { channel: 'C1', threadTs: '1.0', broadcast: true },
    message,
    mark,
  );
  await server.close();
  expect(Object.fromEntries(form)).toMatchObject({
    parse: 'none',
    link_names: 'false',
    mrkdwn: 'false',
    unfurl_links: 'false',
    unfurl_media: 'false',
    thread_ts: '1.0',
    reply_broadcast: 'true',
  });
  expect(form.toString()).not.toContain('xoxb');
});
