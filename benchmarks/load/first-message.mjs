// From the webhook to the first Slack message, through all apps as processes: `npm run -s bench:first-message -- 20`. Each
// measurement alternates with the yardstick: a bare chat.postMessage to the same simulated Slack.
import { createProcesses } from '../../tools/demo/processes.mjs';
import { startStack } from '../../tools/demo/stack.mjs';
import { getRedis } from '../../tools/redis.mjs';

const runs = Math.min(100, Number(process.argv[2] ?? 15));
const patienceMs = 20_000;

const redis = await getRedis();
const processes = createProcesses((death) => {
  console.error(death.message);
  process.exitCode = 1;
});
try {
  const { control, urls } = await startStack(processes, redis.url);
  const ask = async (path, body) => {
    const response = await fetch(
      `${control}${path}`,
      body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    );
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const waits = [];
  const posts = [];
  for (let run = 0; run <= runs; run++) {
    const began = Date.now();
    const { channel } = await ask('/play', { scenario: 'checkout' });
    const wait = (await firstMessageAt(ask, channel)) - began;
    const post = await barePost(urls.slack, channel);
    if (run === 0) continue; // the first starts the trouble and warms everything up
    waits.push(wait);
    posts.push(post);
    await quiet(ask, channel);
  }
  console.log(JSON.stringify({ runs, firstMessageMs: summary(waits), barePostMs: summary(posts) }, null, 2));
} finally {
  await processes.close();
  await redis.stop();
}

/** Slack's own timestamp of our first message, epoch ms. */
async function firstMessageAt(ask, channel) {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    const ours = (await messagesOf(ask, channel)).find((message) => message.bot_id);
    if (ours) return Number(ours.ts) * 1000;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`no message within ${patienceMs / 1000} s`);
}

/** Waits until the findings are there, so that one run does not slow the next. */
async function quiet(ask, channel) {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    const ours = (await messagesOf(ask, channel)).find((message) => message.bot_id);
    if (ours?.edited) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function messagesOf(ask, channel) {
  return (await ask('/slack')).find(({ id }) => id === channel)?.messages ?? [];
}

async function barePost(slack, channel) {
  const began = performance.now();
  await fetch(`${slack}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-demo', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ channel, text: 'yardstick' }),
  });
  return performance.now() - began;
}

function summary(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] * 10) / 10;
  return { median: at(0.5), p95: at(0.95), max: at(1) };
}
