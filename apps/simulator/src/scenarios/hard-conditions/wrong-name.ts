import type { Scenario } from '../../shop/scenario.ts';
import { checkout } from '../causes/checkout.ts';

/** The checkout incident, declared in a hurry about a service that does not exist and with another one's name misspelt. */
export const wrongName: Scenario = {
  ...checkout,
  name: 'wrong-name',
  title: 'the checkout incident, declared with a wrong service name',
  incident: { name: 'URGENT chekout-svc errors!!', summary: 'orderz api 5xx, people cannot pay', severity: 'High' },
};
