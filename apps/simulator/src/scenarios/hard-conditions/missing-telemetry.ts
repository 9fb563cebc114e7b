import type { Scenario } from '../../shop/scenario.ts';
import { checkout } from '../causes/checkout.ts';

/** The checkout incident on a night on which Loki is down as well: less can be said, and that must be said. */
export const missingTelemetry: Scenario = {
  ...checkout,
  name: 'missing-telemetry',
  title: 'the checkout incident while Loki is down',
  outages: [{ vendor: 'loki', mode: 'refuse' }],
};
