import type { Channels } from '../src/random-systems/physics/channels.ts';
import { type Apply, run } from '../src/random-systems/physics/run.ts';
import { RandomSource } from '../src/random-systems/random.ts';
import { impactOf } from '../src/random-systems/story/impact.ts';
import { isApp, type System } from '../src/random-systems/system/component.ts';
import { makeSystem } from '../src/random-systems/system/make-system.ts';
import { drawTimeline } from '../src/random-systems/time/timeline.ts';

const timeline = drawTimeline(new RandomSource(5), 60_000, 'usual');
const systemOf = (seed: number) => makeSystem(new RandomSource(seed), ['cache', 'queue', 'worker', 'provider'], 30);
const seeds = Array.from({ length: 12 }, (_, i) => 40 + i);
const play = (system: System, ...apply: Apply[]) => run(system, timeline, apply, new RandomSource(9));
const last = timeline.count - 1;
const from =
  (what: Apply): Apply =>
  (at, ills) =>
    at >= timeline.onset ? what(at, ills) : undefined;
const databaseOf = ({ components }: System) => components.find(({ role }) => role === 'database')!;
const callersOf = ({ components }: System, to: number) =>
  components.filter(({ calls }) => calls.some((call) => call.to === to));
const at = (channels: Channels, index: number) => channels.components[index]!;

test('a service gets what its callers send it', () => {
  for (const system of seeds.map(systemOf)) {
    const channels = play(system);
    for (const { index, share } of system.components) {
      const sent = system.components.reduce(
        (sum, one) =>
          sum +
          one.calls.reduce(
            (all, { to }, c) => all + (to === index ? channels.calls[one.index]![c]!.rate[last]! : 0),
            0,
          ),
        0,
      );
      if (share === 0) expect(at(channels, index).rate[last]).toBeCloseTo(sent, 6);
    }
  }
});

test('calls lead downwards only, and every service is called by somebody', () => {
  for (const { components } of seeds.map(systemOf))
    for (const { index, role, calls } of components) {
      for (const { to } of calls) expect(to).toBeGreaterThan(index);
      if (role === 'app') expect(components.some((one) => one.calls.some(({ to }) => to === index))).toBe(true);
    }
});

test('a slow database makes its callers slow and fills their pools, and is not busier itself', () => {
  for (const system of seeds.map(systemOf)) {
    const { index } = databaseOf(system);
    const channels = play(
      system,
      from((_, ills) => (ills.of(index).delayS = 0.5)),
    );
    const first = Math.floor((timeline.onset - timeline.from) / timeline.stepMs) - 1;
    for (const { index: caller } of callersOf(system, index)) {
      expect(at(channels, caller).pool[last]!).toBeGreaterThan(at(channels, caller).pool[first]!);
      expect(at(channels, caller).p95[last]!).toBeGreaterThan(at(channels, caller).p95[first]!);
    }
    expect(at(channels, index).pool[last]!).toBeGreaterThan(at(channels, index).pool[first]!);
  }
});

test('nobody waits longer for a callee than the timeout allows', () => {
  for (const system of seeds.map(systemOf)) {
    const provider = system.components.find(({ role }) => role === 'provider')!;
    const channels = play(
      system,
      from((_, ills) => (ills.of(provider.index).delayS = 100)),
    );
    for (const { index, calls } of callersOf(system, provider.index)) {
      const c = calls.findIndex(({ to }) => to === provider.index);
      expect(channels.calls[index]![c]!.latency[last]!).toBeLessThanOrEqual(calls[c]!.timeoutS);
      expect(channels.calls[index]![c]!.timedOut[last]!).toBeGreaterThan(0.9);
    }
  }
});

test('a cache that is down sends its load to the database behind it', () => {
  const rises = seeds.map(systemOf).flatMap((system) =>
    system.components.flatMap(({ index, calls }) =>
      calls.flatMap(({ missOf }, c) => {
        if (missOf === null) return [];
        const cache = calls[missOf]!.to;
        const down = play(
          system,
          from((_, ills) => (ills.of(cache).failing = 1)),
        );
        return [down.calls[index]![c]!.rate[last]! / play(system).calls[index]![c]!.rate[last]!];
      }),
    ),
  );
  expect(rises.length).toBeGreaterThan(3);
  for (const rise of rises) expect(rise).toBeGreaterThan(1.5);
});

test('what is above a failing service fails, what is beside or below it does not', () => {
  for (const system of seeds.map(systemOf)) {
    const failing = system.components.filter(({ role }) => role === 'app').at(-1)!;
    const channels = play(
      system,
      from((_, ills) => (ills.of(failing.index).failing = 0.5)),
    );
    const impacts = impactOf(system, channels, timeline);
    for (const { to } of failing.calls) expect(impacts[to]!.failing).toBeLessThan(0.01);
    const needed = callersOf(system, failing.index).filter(
      ({ role, calls }) =>
        isApp({ role } as never) &&
        calls.some(
          ({ to, isOptional, retries, perRequest }) =>
            to === failing.index && !isOptional && retries === 0 && perRequest > 0.2,
        ),
    );
    for (const { index } of needed) expect(impacts[index]!.failing).toBeGreaterThan(0.05);
  }
});
