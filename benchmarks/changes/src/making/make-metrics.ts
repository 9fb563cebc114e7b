import type { ExtraMetric, Story, SystemStory } from '../stories/story.ts';
import { Chance } from './chance.ts';
import { type Clock, iso } from './clock.ts';

const DAY_MS = 86_400_000;
const MISSED_SCRAPES = 0.004;
const usual = ['latency', 'errors', 'requests', 'cpu', 'memory'] as const;

/** `metrics.csv`: the usual signals of every service, then those the story adds. */
export function makeMetrics(story: Story, system: SystemStory, clock: Clock, seed: number): string {
  const metrics = [...usualMetrics(story, system, seed), ...(story.extra ?? [])];
  const series = metrics.map((metric) => values(metric, story, clock, seed));
  const rows = ['timestamp,service,metric,value'];
  for (let i = 0, at = clock.startAt; at <= clock.endAt; i += 1, at += clock.stepMs)
    for (const [m, [service, metric]] of metrics.entries()) {
      const value = series[m]?.[i];
      if (value !== undefined && value !== null) rows.push(`${iso(at)},${service},${metric},${value}`);
    }
  return `${rows.join('\n')}\n`;
}

function usualMetrics(story: Story, system: SystemStory, seed: number): ExtraMetric[] {
  return Object.entries(system.services).flatMap(([service, { ms, rps }]) => {
    const chance = new Chance('usual', story.name, service, seed);
    const trouble = story.trouble[service] ?? {};
    const inSeconds = /seconds|_s$/.test(system.names.latency) ? 0.001 : 1;
    const inPercent = /pct|percent/.test(system.names.errors) ? 100 : 1;
    const normal = {
      latency: ms * inSeconds * chance.between(0.8, 1.2),
      errors: chance.between(0.001, 0.006) * inPercent,
      requests: rps * chance.between(0.7, 1.3),
      cpu: chance.between(0.2, 0.45) * (/pct|percent/.test(system.names.cpu) ? 100 : 1),
      memory: chance.between(0.35, 0.6),
    };
    return usual.flatMap((signal): ExtraMetric[] => {
      const name = system.names[signal];
      const ill = trouble[signal];
      if (name === '' || (rps === 0 && signal !== 'cpu')) return [];
      const value = signal === 'errors' ? (ill ?? 0) * inPercent : normal[signal] * (ill ?? 1);
      return [[service, name, normal[signal], ill === undefined ? normal[signal] : value]];
    });
  });
}

function values([service, metric, normal, ill, form]: ExtraMetric, story: Story, clock: Clock, seed: number) {
  const chance = new Chance('values', story.name, service, metric, seed);
  const phase = chance.between(0, 2 * Math.PI);
  let total = form === 'total' ? chance.whole(0, 40) : 0;
  let drift = 0;
  const found: (number | null)[] = [];
  for (let at = clock.startAt; at <= clock.endAt; at += clock.stepMs) {
    // What a sample shows is the mean of its step, so that the first one after the onset holds only a part.
    const severity = (clock.severity(at) + clock.severity(at - clock.stepMs / 2)) / 2;
    drift = 0.9 * drift + 0.1 * chance.bell();
    const level = normal + (ill - normal) * severity;
    const wave = 0.03 * Math.sin((2 * Math.PI * at) / DAY_MS + phase) + 0.04 * drift;
    const noisy = Math.max(0, level * (1 + clock.noise * chance.bell() + wave));
    if (form === 'total') total += noisy * (clock.stepMs / 60_000) * chance.between(0.6, 1.4);
    const value = form === 'flat' ? level : form === 'total' ? Math.floor(total) : noisy;
    const left = normal - (at - clock.onsetAt) / 1000;
    found.push(chance.next() < MISSED_SCRAPES ? null : rounded(form === 'countdown' ? left : value));
  }
  return found;
}

const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value * 10) / 10 : Number(value.toPrecision(4));
