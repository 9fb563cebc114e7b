import type { Scenario } from '../../shop/scenario.ts';
import { checkout } from '../causes/checkout.ts';

/** The checkout incident whose Slack channel appears some seconds after its webhook, as incident.io warns. */
export const lateChannel: Scenario = {
  ...checkout,
  name: 'late-channel',
  title: 'the checkout incident, its Slack channel made three seconds later',
  incident: { ...checkout.incident, channelAfterSeconds: 3, declaredBy: 'alert' },
};
