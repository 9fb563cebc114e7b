import type { Point } from '@incidentfox/incident';
import type { RandomSource } from '../random.ts';
import type { Timeline } from '../time/timeline.ts';

/** Turns what is true into what a scraper wrote down: noisy, now and then missing, held between scrapes. */
export class Sampler {
  readonly #random: RandomSource;
  readonly #timeline: Timeline;

  constructor(random: RandomSource, timeline: Timeline) {
    this.#random = random;
    this.#timeline = timeline;
  }

  /** `measure` gives one noisy value of a step. Scrapes are 10 s apart, so that a step of 1 s repeats them. */
  points(measure: (step: number) => number | null): Point[] {
    const { from, count, stepMs } = this.#timeline;
    const every = Math.max(1, Math.round(5_000 / stepMs));
    const phase = this.#random.whole(0, every - 1);
    const points: Point[] = [];
    let [missing, held] = [0, measure(0)];
    for (let step = 0; step < count; step += 1) {
      if ((step + phase) % every === 0) {
        if (missing > 0) missing -= 1;
        else if (this.#random.happens(0.004)) missing = this.#random.whole(1, 3);
        held = missing > 0 ? null : measure(step);
      }
      points.push([from + step * stepMs, held]);
    }
    return points;
  }

  /** Noise in parts of the value. */
  around(values: Float64Array, noise: number): Point[] {
    return this.points((step) => Math.max(0, (values[step] ?? 0) * (1 + noise * this.#random.normal())));
  }

  /** Noise in which the high values are further out. */
  skewed(values: Float64Array, noise: number): Point[] {
    return this.points((step) => (values[step] ?? 0) * Math.exp(noise * this.#random.normal()));
  }

  /** A share of requests: the fewer there are, the less exact. */
  shareOf(values: Float64Array, rate: Float64Array): Point[] {
    const seconds = Math.max(60, this.#timeline.stepMs / 1000);
    return this.points((step) => {
      const [share, requests] = [values[step] ?? 0, (rate[step] ?? 0) * seconds];
      if (requests < 0.5) return null;
      const spread = Math.sqrt((share * (1 - share)) / requests);
      return Math.min(1, Math.max(0, share + spread * this.#random.normal()));
    });
  }

  /** Whole numbers as they are. */
  counted(values: Float64Array): Point[] {
    return this.points((step) => values[step] ?? 0);
  }
}
