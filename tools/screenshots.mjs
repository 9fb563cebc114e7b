// `npm run screenshots`: pictures of what readers see, of each kind of message, in artefacts/slack/. They are looked at, not compared.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createProcesses } from './demo/processes.mjs';
import { startStack } from './demo/stack.mjs';
import { watchDelivery } from './demo/watch.mjs';
import { checkNode, ensureBuilt, ensureInstalled } from './install.mjs';
import { step } from './progress.mjs';
import { getRedis } from './redis.mjs';
import { root } from './run.mjs';

const folder = join(root, 'artefacts/slack');
const limitMs = 90_000;

/** A desktop with all there is, and what a phone shows before anybody scrolls. */
const screens = [
  { suffix: '', viewport: { width: 1280, height: 800 }, fullPage: true },
  { suffix: '-phone', viewport: { width: 375, height: 812 }, fullPage: false },
];

/** Each picture: the scenario, and what goes wrong meanwhile. `early` takes it while the investigation still runs. */
const pictures = [
  { name: 'started', scenario: 'checkout', faults: [{ vendor: 'loki', mode: 'hang' }], early: true },
  { name: 'findings', scenario: 'checkout' },
  { name: 'findings-memory', scenario: 'memory' },
  { name: 'inconclusive', scenario: 'nothing-to-see' },
  { name: 'inconclusive-with-leads', scenario: 'expired-certificate' },
  { name: 'healthy', scenario: 'healthy' },
  { name: 'recovered', scenario: 'recovered' },
  { name: 'long', scenario: 'long-report' },
  { name: 'hostile-text', scenario: 'hostile' },
  {
    name: 'after-a-failure',
    scenario: 'checkout',
    faults: ['prometheus', 'loki', 'github', 'kubernetes'].map((vendor) => ({ vendor, mode: 'refuse' })),
  },
];

/** A Chromium of this machine, else Debian's with a font that has emojis; null where it cannot be installed without asking. */
function findChromium() {
  const names = [
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = () => names.find((path) => existsSync(path)) ?? null;
  if (found() || process.getuid?.() !== 0) return found();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'ignore', env }).status === 0;
  const install = () => apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-color-emoji');
  return install() || (apt('update', '-qq') && install()) ? found() : null;
}

async function main() {
  checkNode();
  await ensureInstalled();
  await ensureBuilt();
  const executablePath = await step('Finding Chromium', async () => findChromium());
  if (!executablePath) return console.log('No pictures: there is no Chromium or Chrome on this machine.');
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const wanted = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  try {
    // Each picture has a stack of its own: no breaker or rate limit of one shows in the next.
    for (const picture of pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      await step(`artefacts/slack/${picture.name}.png`, () => take(browser, picture));
    }
  } finally {
    await browser.close();
  }
}

async function take(browser, picture) {
  let fail;
  const died = new Promise((_resolve, reject) => (fail = reject));
  const processes = createProcesses(fail);
  const redis = await getRedis();
  try {
    await Promise.race([shoot(browser, picture, await startStack(processes, redis.url)), died]);
  } finally {
    await processes.close();
    await redis.stop();
  }
}

async function shoot(browser, { name, scenario, faults = [], early = false }, { control }) {
  const post = async (path, body) =>
    (await fetch(`${control}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  const played = await post('/play', { scenario, faults });
  if (early) await untilPosted(control, played.channel);
  else await watchDelivery({ control, played, limitMs, tell: () => {}, isStopped: () => false });
  for (const { suffix, viewport, fullPage } of screens) {
    const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5 });
    await page.goto(`${control}/slack/${played.channel}?still`);
    await page.evaluate(
      (isWhole) => (isWhole || document.querySelectorAll('.message')[1]?.scrollIntoView()) ?? scrollBy(0, -80),
      fullPage,
    );
    await page.screenshot({ path: join(folder, `${name}${suffix}.png`), fullPage });
    await page.close();
  }
}

/** Until our first message is there. */
async function untilPosted(control, channel) {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    const text = await (await fetch(`${control}/slack/${channel}?format=text`)).text();
    if (/Investigation Started/i.test(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no message of ours was posted');
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(`\n${error.message}`);
    process.exit(1);
  },
);
