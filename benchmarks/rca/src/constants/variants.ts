/** Constants of the ranking with other values than they have; none of the first. */
export interface Variant {
  name: string;
  values: Readonly<Record<string, number>>;
}

/** The constants that move the ranking most, each with a smaller and a larger value. */
const grid: Readonly<Record<string, readonly number[]>> = {
  maxNoiseEffect: [2, 3],
  maxPart: [10, 22],
  logWeight: [1.4, 2.8],
  lostTrafficWeight: [2, 4.5],
  earlierSymptomWeight: [0.25, 0.6],
  unconfirmedSilenceWeight: [0.2, 0.45],
  namedServiceWeight: [0.6, 1],
};

export const asTheyAre: Variant = { name: 'as they are', values: {} };
/** One constant at a time. */
export const variants: readonly Variant[] = Object.entries(grid).flatMap(([constant, values]) =>
  values.map((value) => ({ name: `${constant} ${value}`, values: { [constant]: value } })),
);
