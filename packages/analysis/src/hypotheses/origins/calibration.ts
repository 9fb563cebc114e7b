/** What speaks for or against believing an answer, beside the probability of its origin; each 0..1. */
export interface AnswerSigns {
  /** Its own metrics are off, while nobody is seen to suffer. */
  onlyBusy: number;
  /** It shows only what every caller of something slow shows. */
  likeVictim: number;
  /** Only its own metrics and logs speak for it: no two others, no platform, no change, no place. */
  unconfirmed: number;
  /** It is a machine, a zone, an outside host or the name server. */
  place: number;
  /** Probability that a change of its own did it, where none is blamed. */
  openChanges: number;
}

export const answerSignNames = [
  'onlyBusy',
  'likeVictim',
  'unconfirmed',
  'place',
  'openChanges',
] as const satisfies readonly (keyof AnswerSigns)[];

/** A straight line in log odds: what was shy or too sure on cases that the weights had not seen is put right. */
export interface Line {
  intercept: number;
  slope: number;
}

/** How far the probability of an origin can be believed, given what else its answer shows. It never changes an order. */
export interface Calibration extends Line {
  signs: Readonly<Record<keyof AnswerSigns, number>>;
  /** How far the probability can be believed that the change which is blamed did it. */
  change: Line;
}

/** Probabilities nearer to 0 or 1 are taken as this: nobody knows anything better. */
const nearest = 1e-4;

export function logOdds(probability: number): number {
  const within = Math.min(1 - nearest, Math.max(nearest, probability));
  return Math.log(within / (1 - within));
}

const fromLogOdds = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** The probability that it began in an origin, as it was found to come true. */
export const calibrated = (probability: number, signs: AnswerSigns, calibration: Calibration): number =>
  fromLogOdds(
    answerSignNames.reduce(
      (sum, name) => sum + calibration.signs[name] * signs[name],
      calibration.intercept + calibration.slope * logOdds(probability),
    ),
  );

/** The probability that the blamed change did it, as it was found to come true. */
export const calibratedChange = (probability: number, { change }: Calibration): number =>
  fromLogOdds(change.intercept + change.slope * logOdds(probability));
