import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeTimelineEntry } from '@incidentfox/jobs';
import { anIncident, type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import axe from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { aConsole, type ConsoleUnderTest } from './a-console.ts';
import { anInvestigation } from './an-investigation.ts';

/*
 * The pages as people see them, in a real browser. `PICTURES=<folder>` keeps what was seen.
 */

const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const inBrowser = executablePath === undefined ? describe.skip : describe;
/** Where to keep what was seen. */
const folder = process.env.PICTURES;

const long =
  'High error rate on checkout-service after the rollout of payment-gateway v2.14.0 in eu-central-1 (customers see 502)';
const id = 'inv-default-01LONG';
const pages = {
  overview: '/',
  list: '/investigations',
  'not-started': '/investigations?q=INC-777',
  investigation: `/investigations/${id}`,
  missing: '/investigations/none',
};

inBrowser('in a browser', () => {
  let redis: PrivateRedis;
  let console_: ConsoleUnderTest;
  let browser: Browser;
  beforeAll(async () => {
    redis = await privateRedis();
    console_ = await aConsole(redis);
    await fill(console_);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu'] });
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await console_.close();
    await redis.close();
  });

  describe.each([
    ['desktop', 1280, 'light'],
    ['desktop', 1280, 'dark'],
    ['phone', 375, 'light'],
    ['phone', 375, 'dark'],
  ] as const)('on a %s (%i px, %s)', (screen, width, colorScheme) => {
    it.each(Object.entries(pages))(
      '%s breaks no accessibility rule, fits the width and cuts no word to letters',
      async (name, path) => {
        // The content security policy keeps out scripts, the examiner's too.
        const context = await browser.newContext({ viewport: { width, height: 812 }, colorScheme, bypassCSP: true });
        try {
          const page = await context.newPage();
          await page.goto(`${console_.url}${path}`);
          if (folder !== undefined)
            await page.screenshot({ path: join(folder, `${name}-${screen}-${colorScheme}.png`), fullPage: true });
          await page.evaluate(axe.source);
          const violations = await page.evaluate(`axe.run().then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).slice(0, 3).join(' ')))`);
          expect(violations).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
          const narrow = `[...document.querySelectorAll('td, th, li, h1, p')].filter((one) =>
          one.textContent.trim().length > 8 && one.clientWidth > 1 && one.clientWidth < 56).map((one) => one.textContent)`;
          expect(await page.evaluate(narrow)).toEqual([]);
        } finally {
          await context.close();
        }
      },
      60_000,
    );
  });

  it('by keyboard: why an incident was not started is found by its INC number', async () => {
    const page = await browser.newPage();
    try {
      await page.goto(`${console_.url}/investigations`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
      await page.getByLabel('Reference, name, service or cause').focus();
      await page.keyboard.type('INC-777');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Not started' }).waitFor();
      expect(await page.getByRole('cell', { name: /below the threshold P2/ }).count()).toBe(1);
    } finally {
      await page.close();
    }
  }, 60_000);
});

async function fill({ stores, producer }: ConsoleUnderTest): Promise<void> {
  const now = Date.now();
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  const sample = anInvestigation('01LONG', long);
  const cause = { kind: 'change' as const, service: 'payment-gateway', object: 'v2.14.0' };
  const write = (name: string, at: number, different: object) =>
    stores.investigations.write({
      ...anInvestigation(name, long),
      report: sample.report && { ...sample.report, cause },
      ...{ queuedAt: ago(at), startedAt: ago(at), finishedAt: ago(at - 1) },
      ...different,
    });
  const ended = ['healthy', 'inconclusive', 'root_cause'] as const;
  for (let at = 0; at < 60; at++) {
    const incident = anIncident({ id: `01M${at}`, reference: `INC-${400 + at}`, name: long });
    const report = sample.report && { ...sample.report, cause, verdict: ended[at % 3] ?? 'healthy' };
    await write(`01M${at}`, 60 + at, { incident, report });
  }
  await write('01RUN', 2, { state: 'running', report: null, finishedAt: null });
  await write('01PRIVATE', 30, { isPrivate: true });
  await write('01LONG', 5, {});
  await write('01LONG', 4, { revision: 2 });
  const slots = {
    'slack:root': 'sent',
    'slack:thread:evidence': 'waiting',
    'timeline:root_cause_found': 'given_up',
  } as const;
  for (const [slot, state] of Object.entries(slots)) {
    const reason = state === 'given_up' ? 'incident.io refuses the API key: it may not edit incidents' : undefined;
    await stores.deliveries.write(id, { slot, state, attemptAt: ago(3), ...(reason && { reason }) });
  }
  await producer.add(writeTimelineEntry, {
    ...{ team: 'default', investigationId: id, revision: 2, entry: 'root_cause_found' },
  });
  await stores.feedback.give(id, { revision: 2, user: 'U1', userName: 'Ada', helpful: true, at: ago(1) });
  const reason = 'its priority is P3, below the threshold P2';
  await stores.notStarted.note(
    {
      ...{ team: 'default', incidentId: '01NOT', reference: 'INC-777', name: 'Slow disk on build-runner-17' },
      ...{ priority: 'P3', reason, isPrivate: false },
    },
    now,
  );
}
