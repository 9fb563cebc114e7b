import { change } from '../../shop/over-time.ts';
import type { Scenario } from '../../shop/scenario.ts';

/** cart-service fails, and no change, log or event says why; Kubernetes and GitHub do not answer. The honest answer is that nobody knows yet. */
export const nothingToSee: Scenario = {
  name: 'nothing-to-see',
  title: 'cart-service fails and nothing that can be asked says why',
  incident: {
    name: 'Carts are sometimes empty',
    summary: 'Cart requests fail now and then.',
    severity: 'High',
    customFields: { 'Affected service': 'cart-service' },
  },
  behaviours: { 'cart-service': { errorRatio: change(0.003, 0.035, { at: -25, over: 9 }), errorCode: '500' } },
  outages: [
    { vendor: 'loki', mode: 'refuse' },
    { vendor: 'kubernetes', mode: '500' },
    { vendor: 'github', mode: '500' },
  ],
};
