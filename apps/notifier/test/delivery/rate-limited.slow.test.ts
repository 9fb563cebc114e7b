import { anIncident, waitFor } from '@incidentfox/test-kit';
import { limitFaults } from '../../src/slack/limits/limit-faults.ts';
import { notifierSystem } from '../stand-ins/notifier-system.ts';
import { aRecord, aReport } from '../stand-ins/records.ts';

const incidents = 300;
const channels = 100;

/** Every third call is refused, wherever it falls. */
const everyThird = () => {
  let calls = 0;
  return () => ++calls % 3 === 0;
};

test('300 findings over 100 channels while Slack answers 429 a third of the time: all there, none twice, no channel above its rate', async () => {
  // The usual pace per channel; the workspace's own limit is left out, which alone would take minutes.
  const system = await notifierSystem({
    pace: { betweenPostsMs: 1100, postsPerMinute: 1_000_000, lowPriorityUpdatesPerMinute: 25 },
    timings: { settleMs: 3_000, leaseMs: 12_000, progressIntervalMs: 10_000, channelWithinMs: 600_000 },
  });
  const refuse = everyThird();
  let refused = 0;
  system.slack.watch = {
    fault: () => {
      if (!refuse()) return undefined;
      refused++;
      return {
        kind: 'answer',
        status: 429,
        headers: { 'retry-after': '1' },
        body: { ok: false, error: 'ratelimited' },
      };
    },
  };
  const started = Date.now();
  const records = Array.from({ length: incidents }, (_, i) =>
    aRecord({
      incident: anIncident({ id: `01KB1RATE${i}`, channel: { id: `C${i % channels}`, name: null } }),
      incidentId: `01KB1RATE${i}`,
      report: aReport(),
    }),
  );
  for (const record of records) {
    await system.write(record);
    await system.askSlack(record, 'findings');
  }
  await waitFor(
    async () => {
      const { waiting, active, delayed } = await system.producer.counts('notifications');
      return waiting + active + delayed === 0;
    },
    { timeoutMs: 400_000, everyMs: 250, what: 'everything to be delivered' },
  );
  const tookMs = Date.now() - started;

  const messages = Array.from({ length: channels }, (_, i) => system.slack.channel(`C${i}`).messages);
  const keys = messages.flat().map((message) => String(message.metadata?.event_payload.key));
  const gaps = messages.flatMap((list) => list.slice(1).map((message, i) => message.at - (list[i]?.at ?? 0)));
  const { failed } = await system.producer.counts('notifications');
  const { refused: malformed } = system.slack;
  await system.close();

  expect(new Set(keys).size).toBe(keys.length);
  for (const record of records) expect(keys.filter((key) => key.startsWith(`${record.id}:slack:root`))).toHaveLength(1);
  expect(keys).toHaveLength(incidents * 4); // the findings and three replies each
  expect({ malformed, failed }).toEqual({ malformed: [], failed: 0 });
  expect(refused).toBeGreaterThan(incidents);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  for (const message of messages.flat()) expect(limitFaults(message)).toEqual([]);
  process.stdout.write(
    `delivered ${keys.length} messages in ${Math.round(tookMs / 1000)} s, ${refused} calls refused, smallest gap in a channel ${Math.min(...gaps)} ms\n`,
  );
}, 500_000);
