import { waitFor } from '@incidentfox/test-kit';
import type { SlackMessage } from './system/simulator.ts';
import { type System, startSystem } from './system/system.ts';

/** Everything a reader sees in the channel, as one text. */
const wordsOf = (messages: readonly SlackMessage[]): string => JSON.stringify(messages);

describe('an incident from webhook to findings', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  }, 60_000);
  afterAll(() => system.stop(), 30_000);

  /** Plays a scenario and waits for its findings: the timeline's last entry is written after the report is ready. */
  async function findingsOf(scenario: string) {
    const { incidentId, channel } = await system.simulator.play(scenario);
    const timeline = await waitFor(
      async () => {
        const items = await system.simulator.timeline(incidentId);
        return items.some((item) => /complete/i.test(item.title)) ? items : null;
      },
      { timeoutMs: 60_000, what: `findings of ${scenario}` },
    );
    const messages = await waitFor(
      async () => {
        const posted = await system.simulator.messages(channel);
        return /Recommended Actions|nothing wrong|inconclusive|not.*sure/i.test(wordsOf(posted)) ? posted : null;
      },
      { timeoutMs: 45_000, what: `the Slack message of ${scenario}` },
    );
    return { timeline, messages, words: wordsOf(messages), record: await recordOf(incidentId) };
  }

  async function recordOf(incidentId: string) {
    const { connectStores } = await import('@incidentfox/investigations');
    const stores = await connectStores({ redisUrl: system.redis.url, prefix: system.redis.prefix });
    try {
      const record = await stores.investigations.ofIncident('default', incidentId);
      if (!record?.report) throw new Error('the investigation has no report');
      return { ...record, report: record.report };
    } finally {
      await stores.close();
    }
  }

  test('checkout: the payment-gateway deploy is named as the cause, with the numbers of the raw telemetry', async () => {
    const { messages, words, timeline, record } = await findingsOf('checkout');
    expect(record.report.verdict).toBe('root_cause');
    expect(record.report.cause?.service).toBe('payment-gateway');
    expect(words).toMatch(/v2\.1\.0/);
    const restarts = record.report.evidence.find((e) => e.kind === 'infra_event' && e.service === 'payment-gateway');
    expect(restarts).toBeDefined();
    const slow = record.report.evidence.find(
      (e) => e.kind === 'metric_shift' && e.unit === 's' && e.service === 'payment-gateway',
    );
    expect(slow?.value).toBeGreaterThan(5);
    expect(slow?.baseline).toBeLessThan(1);
    const roots = messages.filter(
      (message) => message.bot_id && (!message.thread_ts || message.thread_ts === message.ts),
    );
    expect(roots).toHaveLength(1);
    expect(timeline.map((item) => item.title)).toHaveLength(3);
  }, 120_000);

  test.each(['refuse', '500', 'hang'] as const)(
    'a source that is down (%s) is a gap in the findings, not the end of them',
    async (mode) => {
      await system.simulator.fault('loki', mode);
      try {
        const { record } = await findingsOf('checkout');
        expect(record.report.gaps.some((gap) => /loki/i.test(gap.what))).toBe(true);
        expect(record.report.cause?.service).toBe('payment-gateway');
      } finally {
        await system.simulator.fault('loki', 'none');
      }
    },
    180_000,
  );

  test('memory: its own cause is named, and the innocent deploy nearby is not', async () => {
    const { record } = await findingsOf('memory');
    expect(record.report.verdict).toBe('root_cause');
    expect(record.report.cause?.kind).toMatch(/configuration|resource_saturation|change|crash/);
    const blamed = JSON.stringify(record.report.rootCause);
    const others = JSON.stringify([record.report.ruledOut, record.report.alternatives]);
    expect(blamed).toMatch(/memory/i);
    expect(others).toMatch(/deploy/i);
  }, 120_000);

  test('healthy: an incident while nothing is wrong accuses nobody', async () => {
    const { record, timeline } = await findingsOf('healthy');
    expect(record.report.verdict).toBe('healthy');
    expect(record.report.cause).toBeNull();
    expect(timeline.some((item) => /root cause/i.test(item.title))).toBe(false);
  }, 120_000);
});
