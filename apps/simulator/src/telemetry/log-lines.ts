import { hashOf, pick, poisson, type Random, seeded, token } from '../shop/random.ts';
import type { LogScript } from '../shop/scenario.ts';
import { type ShopService, shop } from '../shop/shop.ts';
import type { World } from './world.ts';

export interface StoredLine {
  /** Epoch ms; `sequence` orders lines of the same millisecond. */
  readonly at: number;
  readonly sequence: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly text: string;
}

const chunkMs = 60_000;
/** Chunks that are remembered; one holds about a hundred lines. */
const maxChunks = 20_000;

/** What the services wrote. Lines are made minute by minute from the seed, so any time range can be read at any time. */
export interface LogStore {
  read(service: string, from: number, to: number): readonly StoredLine[];
  services(): readonly ShopService[];
}

export function createLogStore(world: World): LogStore {
  const chunks = new Map<string, readonly StoredLine[]>();
  const chunk = (service: ShopService, index: number) => {
    const key = `${service.name} ${index}`;
    const cached = chunks.get(key);
    if (cached) return cached;
    const made = writeMinute(world, service, index);
    // The running minute is not remembered: it is not over.
    if ((index + 1) * chunkMs < world.now() && chunks.size < maxChunks) chunks.set(key, made);
    return made;
  };
  return {
    services: () => shop,
    read: (name, from, to) => {
      const service = shop.find((candidate) => candidate.name === name);
      if (!service) return [];
      const until = Math.min(to, world.now());
      const lines: StoredLine[] = [];
      for (let index = Math.floor(from / chunkMs); index * chunkMs < until; index++) {
        for (const line of chunk(service, index)) if (line.at >= from && line.at < until) lines.push(line);
      }
      return lines;
    },
  };
}

function writeMinute(world: World, service: ShopService, index: number): StoredLine[] {
  const start = index * chunkMs;
  const scripts = [
    ...ordinaryLines(service),
    ...(world.scenario.logs ?? []).filter((log) => log.service === service.name),
  ];
  const lines = scripts.flatMap((script, s) => {
    const random = seeded('log', service.name, s, index);
    const expected = script.perSecond(world.minuteOf(start + chunkMs / 2)) * (chunkMs / 1000);
    const count = poisson(expected, random(), random());
    return Array.from({ length: count }, () => writeLine(world, service, script, start, random));
  });
  return lines
    .filter((line): line is Omit<StoredLine, 'sequence'> => line !== null)
    .toSorted((a, b) => a.at - b.at)
    .map((line, sequence) => ({ ...line, sequence }));
}

function writeLine(
  world: World,
  service: ShopService,
  script: LogScript,
  start: number,
  random: Random,
): Omit<StoredLine, 'sequence'> | null {
  const at = start + Math.floor(random() * chunkMs);
  const message = script.line(random);
  // A script that begins in the middle of this minute writes nothing before it begins.
  if (script.perSecond(world.minuteOf(at)) <= 0) return null;
  const live = world.livePods(service.name, at);
  const pod = live[hashOf(at, message) % Math.max(1, live.length)];
  if (!pod) return null;
  return {
    at,
    text: `ts=${new Date(at).toISOString()} level=${script.level} ${message}`,
    labels: {
      app: service.workload,
      container: service.workload,
      level: script.level,
      namespace: service.namespace,
      node: pod.node,
      pod: pod.name,
      service_name: service.name,
    },
  };
}

/** What every service writes on a good day: requests, housekeeping, and now and then a complaint that means nothing. */
function ordinaryLines(service: ShopService): LogScript[] {
  const own = { service: service.name };
  const hex = (random: Random) => token(random, 16, '0123456789abcdef');
  return [
    {
      ...own,
      level: 'info',
      perSecond: () => 0.5,
      line: (random) =>
        `msg="request served" route=${pick(random, service.routes)} status=${random() < 0.01 ? 404 : 200} duration_ms=${Math.ceil(service.latency.median * 1000 * (0.5 + 2 * random()))} trace_id=${hex(random)}`,
    },
    { ...own, level: 'info', perSecond: () => 1 / 60, line: () => 'msg="configuration refreshed" changed=0' },
    {
      ...own,
      level: 'warn',
      perSecond: () => 1 / 150,
      line: (random) =>
        `msg="slow request" route=${pick(random, service.routes)} duration_ms=${900 + Math.floor(random() * 700)} trace_id=${hex(random)}`,
    },
    {
      ...own,
      level: 'error',
      perSecond: () => 1 / 240,
      line: (random) =>
        `msg="client closed the connection before the answer" route=${pick(random, service.routes)} trace_id=${hex(random)}`,
    },
  ];
}
