import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Investigation, Report } from '@incidentfox/incident';
import { anIncident, waitFor } from '@incidentfox/test-kit';
import type { CallWatch, SeenCall } from '../stand-ins/fault-plan.ts';
import { type KillableNotifier, killableNotifier } from '../stand-ins/killable-notifier.ts';
import { type NotifierSystem, notifierSystem } from '../stand-ins/notifier-system.ts';
import { aRecord, aReport } from '../stand-ins/records.ts';

const lanes = 4;
/** `SEEDS=210` for many more of them. */
const killsWanted = Number(process.env.SEEDS ?? 80);
const seed = Number(process.env.KILL_SEED ?? 20261123);

beforeAll(() => {
  execFileSync('npx', ['tsc', '-b', join(__dirname, '../..')], { stdio: 'inherit' });
}, 120_000);

/** Enough said for three thread replies. */
const report: Report = aReport({
  timeline: Array.from({ length: 9 }, (_, i) => ({
    at: Date.parse('2026-11-23T14:30:00Z') + i * 60_000,
    text: `event ${i}`,
    evidence: ['e1'] as ['e1'],
  })),
});

/** mulberry32: the same kills every time. */
function random(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const phases = ['before', 'afterEffect', 'afterAnswer', 'lostAnswer'] as const;

/** Kills at the chosen call of a round: before its effect, between effect and answer, right after the answer; or only loses the answer. */
function killAt(
  notifier: KillableNotifier,
  chosen: { call: number; phase: (typeof phases)[number]; delayMs: number },
): CallWatch {
  let seen = 0;
  let at = -1;
  const isChosen = (call: SeenCall) => call.index === at;
  return {
    before: (call) => {
      if (seen++ === chosen.call) at = call.index;
      if (isChosen(call) && chosen.phase === 'before') notifier.killAndRestart();
    },
    fault: (call) => {
      if (!isChosen(call)) return undefined;
      if (chosen.phase === 'before') return { kind: 'drop_before' };
      return chosen.phase === 'lostAnswer' ? { kind: 'drop_after' } : undefined;
    },
    afterEffect: (call) => {
      if (isChosen(call) && chosen.phase === 'afterEffect') notifier.killAndRestart();
    },
    afterAnswer: async (call) => {
      if (!isChosen(call) || (chosen.phase !== 'afterAnswer' && chosen.phase !== 'lostAnswer')) return;
      await new Promise((resolve) => setTimeout(resolve, chosen.delayMs));
      notifier.killAndRestart();
    },
  };
}

async function round(
  system: NotifierSystem,
  notifier: KillableNotifier,
  number: number,
  next: () => number,
): Promise<Investigation> {
  const channel = `C${number}`;
  const incident = anIncident({ id: `01KB1KILL${number}`, channel: { id: channel, name: null } });
  const running = aRecord({ incident, incidentId: incident.id });
  const done = aRecord({ incident, incidentId: incident.id, report });
  const chosen = {
    call: Math.floor(next() * 9),
    phase: phases[Math.floor(next() * phases.length)] as (typeof phases)[number],
    delayMs: Math.floor(next() * 25),
  };
  const killsBefore = notifier.kills;
  const watch = killAt(notifier, chosen);
  system.slack.watch = watch;
  // incident.io's calls are counted from far above, so that the two never share a number.
  system.incidentIo.watch = shifted(watch, 1_000_000);
  const began = Date.now();
  await system.write(running);
  await system.askSlack(running, 'started');
  await system.askTimeline(running, 'investigation_start');
  if (next() < 0.7)
    await waitFor(() => system.slack.roots(channel).length > 0, {
      timeoutMs: 60_000,
      what: `the first message of round ${number} ${JSON.stringify(chosen)}`,
    });
  await system.write(done);
  await system.askSlack(done, 'findings');
  await system.askTimeline(done, 'root_cause_found');
  await system.askTimeline(done, 'investigation_complete');
  await waitFor(
    async () => {
      const { waiting, active, delayed } = await system.producer.counts('notifications');
      return waiting + active + delayed === 0;
    },
    { timeoutMs: 90_000, everyMs: 25, what: `round ${number} ${JSON.stringify(chosen)} to settle` },
  );
  if (process.env.KILL_LOG) process.stdout.write(`${number} ${JSON.stringify(chosen)} ${Date.now() - began} ms\n`);
  // A round with fewer calls than the chosen one still ends with a kill.
  if (notifier.kills === killsBefore) notifier.killAndRestart();
  system.slack.watch = {};
  system.incidentIo.watch = {};
  return done;
}

function shifted(watch: CallWatch, by: number): CallWatch {
  const move = (call: SeenCall) => ({ ...call, index: call.index + by });
  return {
    before: (call) => watch.before?.(move(call)),
    afterEffect: (call) => watch.afterEffect?.(move(call)),
    afterAnswer: (call) => watch.afterAnswer?.(move(call)),
    fault: (call) => watch.fault?.(move(call)),
  };
}

async function lane(number: number): Promise<{ kills: number; wrong: string[]; failed: number }> {
  const system = await notifierSystem({ withoutNotifier: true });
  const notifier = killableNotifier(system);
  const next = random(seed + number);
  try {
    await notifier.ready();
    const done: Investigation[] = [];
    for (let i = 0; notifier.kills < killsWanted / lanes; i++)
      done.push(await round(system, notifier, number * 1000 + i, next));
    const wrong = done.flatMap((record) => whatIsWrong(system, record));
    return {
      kills: notifier.kills,
      wrong: [...wrong, ...system.slack.refused, ...system.incidentIo.refused],
      failed: (await system.producer.counts('notifications')).failed,
    };
  } finally {
    await notifier.stop();
    await system.close();
  }
}

function whatIsWrong(system: NotifierSystem, record: Investigation): string[] {
  const channel = record.incident?.channel?.id ?? '';
  const [roots, replies, items] = [
    system.slack.roots(channel),
    system.slack.replies(channel),
    system.incidentIo.itemsOf(record.incidentId),
  ];
  const wrong: string[] = [];
  if (roots.length !== 1) wrong.push(`${channel}: ${roots.length} root messages`);
  if (!JSON.stringify(roots[0]?.blocks ?? '').includes('Root Cause (Confidence: 87%)'))
    wrong.push(`${channel}: the findings are missing`);
  if (replies.length !== 3) wrong.push(`${channel}: ${replies.length} replies`);
  if (items.length !== 3) wrong.push(`${channel}: ${items.length} timeline entries`);
  return wrong;
}

test(`killed at ${killsWanted} points: one root, three replies, three timeline entries, nothing missing`, async () => {
  const outcomes = await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  expect(outcomes.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(outcomes.map(({ failed }) => failed)).toEqual(outcomes.map(() => 0));
  expect(outcomes.reduce((sum, { kills }) => sum + kills, 0)).toBeGreaterThanOrEqual(killsWanted);
}, 1_200_000);
