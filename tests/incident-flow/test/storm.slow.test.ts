import { existsSync, readFileSync } from 'node:fs';
import { connectStores, investigationIdOf, type Stores } from '@incidentfox/investigations';
import { waitFor } from '@incidentfox/test-kit';
import type { Played, SlackMessage } from './system/simulator.ts';
import { type System, startSystem } from './system/system.ts';

/*
 * Sixty incidents are declared at once, as when a whole region fails. Each is investigated once and told once,
 * the memory of every app stays bounded, and nobody waits for minutes.
 */

/** `SEEDS=12` for a short look. */
const incidents = Number(process.env.SEEDS ?? 60);
/** The worker is the largest: 219 MB were measured with 24 incidents, of which 60 are in use. */
const residentBoundMb = 300;
/** 15 were measured; with questions that ask for the same anew there were 70. */
const maxRequestsEach = 25;

let system: System;
let stores: Stores;
beforeAll(async () => {
  system = await startSystem();
  stores = await connectStores({ redisUrl: system.redis.url, prefix: system.redis.prefix });
}, 60_000);
afterAll(async () => {
  await stores.close();
  await system.stop();
}, 60_000);

interface Storm extends Played {
  playedAt: number;
}

const isRoot = (one: SlackMessage) =>
  one.bot_id !== undefined && (one.thread_ts === undefined || one.thread_ts === one.ts);

async function play(): Promise<Storm> {
  const playedAt = Date.now();
  return { ...(await system.simulator.play('checkout')), playedAt };
}

/** What an incident came to: the record, and what the world sees of it. */
async function pictureOf({ incidentId, channel }: Storm) {
  const record = await recordOf(incidentId);
  const roots = (await system.simulator.messages(channel)).filter(isRoot);
  const timeline = await system.simulator.timeline(incidentId);
  return {
    state: record?.state,
    revision: record?.revision,
    roots: roots.length,
    timeline: timeline.length,
    titles: new Set(timeline.map(({ title }) => title)).size,
  };
}

const recordOf = (incidentId: string) => stores.investigations.ofIncident('default', incidentId);

/** That it began, that it is over, and the cause when there is a clear one. */
async function wholeOf({ incidentId }: Storm) {
  const entries = (await isClear(incidentId)) ? 3 : 2;
  return { state: 'completed', revision: 1, roots: 1, timeline: entries, titles: entries };
}

/** False when sources had no time to answer, which a machine that is busy with other things may come to: then it must say so. */
async function isClear(incidentId: string): Promise<boolean> {
  const report = (await recordOf(incidentId))?.report;
  if (!report || report.verdict === 'root_cause') return true;
  expect(report.gaps.map(({ why }) => why).join('\n')).toMatch(/no answer in time|did not answer|not answered within/);
  return false;
}

/** Waits until each is told whole, for as long as one more is every now and then: how long that may take is judged afterwards. */
async function settled(storm: readonly Storm[], maxStandstillMs: number): Promise<void> {
  for (const one of storm) {
    const toldWhole = async () => expect(await pictureOf(one)).toEqual(await wholeOf(one)) ?? true;
    await waitFor(toldWhole, { timeoutMs: maxStandstillMs, everyMs: 500 }).catch(async (difference: Error) => {
      const sent = JSON.stringify(await stores.deliveries.readAll(investigationIdOf('default', one.incidentId)));
      const told = `${one.incidentId} stands still: ${difference.message}\nWhat was sent of it: ${sent}`;
      throw new Error(`${told}\nWhat was logged of it:\n${linesOf(one)}`, { cause: difference });
    });
  }
}

const linesOf = ({ incidentId }: Storm): string =>
  [...system.apps.values()]
    .flatMap((app) => app.output().split('\n'))
    .filter((line) => line.includes(incidentId))
    .slice(-40)
    .join('\n');

/** How long one incident takes with nothing beside it, in ms. */
async function aloneMs(): Promise<number> {
  const one = await play();
  await settled([one], 120_000);
  return Date.now() - one.playedAt;
}

async function firstMessageAfterMs({ channel, playedAt }: Storm): Promise<number> {
  const times = (await system.simulator.messages(channel)).filter(isRoot).map(({ ts }) => Number(ts) * 1000);
  return Math.min(...times) - playedAt;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
}

/** The most memory each app has ever held resident, in MB; empty where the platform does not tell. */
function peakResidentMb(): Record<string, number> {
  const peaks: Record<string, number> = {};
  for (const app of system.apps.values()) {
    const status = `/proc/${app.pid}/status`;
    if (!existsSync(status)) continue;
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1];
    peaks[app.name] = Math.round(Number(peak) / 1024);
  }
  return peaks;
}

test(`${incidents} incidents at once are each investigated once and told once, in bounded time and memory`, async () => {
  // The yardstick, on this machine and in this run, before and after: a storm may not take longer than its incidents one after
  // the other. They are taken in their order, so that the next one is told after a few at the same time as it.
  const before = await aloneMs();
  const startedAt = Date.now();
  const asked = (await system.simulator.asked('incident_io')).length;
  const storm = await Promise.all(Array.from({ length: incidents }, play));
  expect(storm.map((one) => one.webhook.status)).toEqual(storm.map(() => 202));
  expect(new Set(storm.map((one) => one.incidentId)).size).toBe(incidents);

  await settled(storm, Math.max(120_000, 20 * before));
  const totalMs = Date.now() - startedAt;
  const requests = (await system.simulator.asked('incident_io')).length - asked;
  const peaks = peakResidentMb();
  const withinMs = incidents * Math.max(before, await aloneMs());
  const waits = await Promise.all(storm.map(firstMessageAfterMs));
  const clear = await Promise.all(storm.map(({ incidentId }) => isClear(incidentId)));
  process.stdout.write(
    `${incidents} incidents at once: first message p50 ${quantile(waits, 0.5)} ms, p95 ${quantile(waits, 0.95)} ms, ` +
      `all told after ${totalMs} ms (one after the other ${withinMs} ms), ${requests} requests to incident.io; ` +
      `${clear.filter(Boolean).length} with a clear cause; ` +
      `peak resident MB ${JSON.stringify(peaks)}\n`,
  );

  // every picture once more, after the last has settled: nothing was told twice in the meantime
  for (const one of storm) expect(await pictureOf(one)).toEqual(await wholeOf(one));
  expect(totalMs).toBeLessThan(withinMs);
  // What the questions of a run have in common is asked once, or a storm waits for the limit of the key.
  expect(requests).toBeLessThan(maxRequestsEach * incidents);
  expect(Object.entries(peaks).filter(([, peak]) => !(peak < residentBoundMb))).toEqual([]);
}, 1_500_000);
