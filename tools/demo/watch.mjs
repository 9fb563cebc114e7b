// Follows what a Slack reader sees and what the incident's timeline holds, and says each time something new is there.

const pollMs = 150;

/**
 * Watches until the findings are delivered: the Slack message is past its first state and the timeline is complete.
 * Calls `tell` with each change. Throws when that takes longer than `limitMs`, with what is missing.
 */
export async function watchDelivery({ control, played, limitMs, tell, isStopped }) {
  const deadline = Date.now() + limitMs;
  const seen = { lines: new Set(), entries: new Set() };
  for (;;) {
    const state = await look(control, played);
    tellNews(state, seen, tell);
    const missing = whatIsMissing(state);
    if (missing.length === 0) return state;
    if (isStopped()) return null;
    if (Date.now() > deadline)
      throw new Error(`after ${limitMs / 1000} s these are still missing: ${missing.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function look(control, { incidentId }) {
  const channels = await read(`${control}/slack`);
  const timeline = await read(`${control}/timeline/${incidentId}`);
  const channel = await channelOf(control, channels, incidentId);
  const messages = (channel?.messages ?? []).filter((message) => message.bot_id);
  const text = channel ? await (await fetch(`${control}/slack/${channel.id}?format=text`)).text() : '';
  return { channel, messages, timeline, text };
}

async function channelOf(control, channels, incidentId) {
  const incidents = await read(`${control}/incidents`);
  const id = incidents.find((incident) => incident.id === incidentId)?.channel?.id;
  return channels.find((channel) => channel.id === id);
}

const read = async (url) => (await fetch(url)).json();

function tellNews({ text, timeline }, seen, tell) {
  const fresh = text.split('\n').filter((line) => line.trim() !== '' && !seen.lines.has(line));
  for (const line of fresh) seen.lines.add(line);
  if (fresh.length > 0) tell('slack', fresh);
  for (const entry of timeline) {
    const key = `${entry.id} ${entry.title}`;
    if (seen.entries.has(key)) continue;
    seen.entries.add(key);
    tell('timeline', [entry.title]);
  }
}

function whatIsMissing({ messages, timeline }) {
  const root = messages.find((message) => !message.thread_ts || message.thread_ts === message.ts);
  const body = JSON.stringify(root?.blocks ?? '');
  const hasFindings = root !== undefined && !body.includes('Investigation Started');
  const isWritten = (type) => timeline.some((entry) => entry.idempotency_key.endsWith(type));
  const wanted = [
    'investigation_start',
    'investigation_complete',
    ...(body.includes('Root Cause (') ? ['root_cause_found'] : []),
  ];
  return [
    ...(hasFindings ? [] : ['the findings in Slack']),
    ...wanted.filter((type) => !isWritten(type)).map((type) => `the timeline entry ${type}`),
  ];
}
