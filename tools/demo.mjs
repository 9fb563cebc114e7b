// `npm run demo`: everything from an empty machine to findings in a Slack channel, and nothing left behind afterwards.
import { parseArgs } from 'node:util';
import { createProcesses } from './demo/processes.mjs';
import { showFindings, showNews, showStart, showUrls } from './demo/screen.mjs';
import { startStack } from './demo/stack.mjs';
import { watchDelivery } from './demo/watch.mjs';
import { checkNode, ensureBuilt, ensureInstalled } from './install.mjs';
import { step } from './progress.mjs';
import { getRedis } from './redis.mjs';

const usage = `npm run demo                        plays the checkout incident, stays up until Ctrl-C
npm run demo -- --once              ends as soon as the findings are delivered
npm run demo -- --scenario NAME     plays another incident
npm run demo -- --list              lists them`;

const limitMs = 60_000;

async function main() {
  const { values } = parseArgs({
    options: {
      once: { type: 'boolean' },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
      scenario: { type: 'string', default: 'checkout' },
    },
  });
  if (values.help) return console.log(usage);
  checkNode();
  await ensureInstalled();
  if (values.list) return await list();
  await play(values.scenario, Boolean(values.once));
}

async function play(scenario, once) {
  const stop = stopSignal();
  const processes = createProcesses((death) => stop.because(death));
  let redis;
  try {
    await guard(stop, ensureBuilt());
    await checkScenario(scenario);
    redis = await guard(
      stop,
      step('Getting a Redis', () => getRedis()),
    );
    const stack = await guard(
      stop,
      step('Starting simulator, gateway, worker, notifier and console', () => startStack(processes, redis.url)),
    );
    const played = await guard(stop, declare(stack.control, scenario));
    showStart(played);
    const started = Date.now();
    const watching = watchDelivery({
      control: stack.control,
      played,
      limitMs,
      tell: showNews(started),
      isStopped: () => stop.isAsked,
    });
    showFindings(await guard(stop, watching), Date.now() - started);
    if (once) return;
    showUrls(stack, played);
    await stop.asked;
    console.log('\nEnding everything …');
  } catch (error) {
    if (error !== stop.asking) throw error;
  } finally {
    await processes.close();
    await redis?.stop();
  }
  if (stop.death) throw stop.death;
}

async function declare(control, scenario) {
  const answer = await fetch(`${control}/play`, { method: 'POST', body: JSON.stringify({ scenario }) });
  const played = await answer.json();
  if (played.webhook.status !== 202)
    throw new Error(`the gateway answered the webhook with ${played.webhook.status}: ${played.webhook.body}`);
  return played;
}

async function list() {
  await ensureBuilt();
  const scenarios = await readScenarios();
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  for (const { name, title } of scenarios) console.log(`${name.padEnd(width)}  ${title}`);
}

const readScenarios = async () => (await import('../apps/simulator/dist/scenarios/index.js')).scenarios;

async function checkScenario(wanted) {
  if ((await readScenarios()).some(({ name }) => name === wanted)) return;
  throw new Error(`There is no scenario called "${wanted}"; npm run demo -- --list shows all.`);
}

/** Ctrl-C, an end from outside, or an app that died: whichever comes first. */
function stopSignal() {
  const stop = { isAsked: false, asking: new Error('asked to stop'), death: undefined };
  stop.asked = new Promise((resolve) => {
    const ask = () => {
      stop.isAsked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask);
    stop.because = (death) => {
      // One that ends because everything ends is no news.
      if (!stop.isAsked) stop.death = death;
      ask();
    };
  });
  return stop;
}

/** The work's result, unless somebody asks to stop before. */
function guard(stop, work) {
  return Promise.race([
    work,
    stop.asked.then(() => {
      throw stop.asking;
    }),
  ]);
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(`\n${error.message}${error.code?.startsWith('ERR_PARSE_ARGS') ? `\n\n${usage}` : ''}`);
    process.exit(1);
  },
);
