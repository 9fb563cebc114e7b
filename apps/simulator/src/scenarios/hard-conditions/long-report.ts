import { change } from '../../shop/over-time.ts';
import { token } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';
import { shop } from '../../shop/shop.ts';
import { checkout } from '../causes/checkout.ts';

/** The checkout incident on a day on which everything is deployed and every service writes many kinds of errors: much to tell. */
export const longReport: Scenario = {
  ...checkout,
  name: 'long-report',
  title: 'the checkout incident on a day with thirty deploys and many kinds of errors',
  deploys: [
    ...(checkout.deploys ?? []),
    ...shop
      .filter(({ name }) => name !== 'payment-gateway' && name !== 'inventory-service')
      .flatMap(({ name }) =>
        [-220, -150, -95, -40].map((at, i) => ({
          service: name,
          at: at + i * 3,
          version: `v9.${i}.0`,
          title: `A change of ${name} with a title that goes on for rather a long time, because somebody meant well: part ${i + 1}`,
          author: 'tom-s',
          files: Array.from({ length: 30 }, (_unused, f) => `src/part-${f}/some/deep/folder/file-${f}.ts`),
        })),
      ),
  ],
  logs: [
    ...(checkout.logs ?? []),
    ...shop.flatMap(({ name }) =>
      ['reading', 'writing', 'parsing', 'sending', 'caching'].map((verb) => ({
        service: name,
        level: 'error' as const,
        perSecond: change(0, 0.4, { at: -4, over: 2 }),
        line: (random: () => number) =>
          `msg="failed while ${verb} a document of the customer" reason=${'because '.repeat(30)} id=${token(random, 12)}`,
      })),
    ),
  ],
};
