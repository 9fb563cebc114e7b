import { z } from 'zod';

const name = () => z.string().trim().min(1);

/** Where something runs: for a whole team, for one service, for what one tool holds. */
export const placeKeys = {
  environment: name()
    .optional()
    .describe('`production`, `staging`, or a name of your own. Nothing of another one is used.'),
  cluster: name().optional().describe('The cluster, where one environment has several.'),
  region: name().optional().describe('The region, where one environment has several.'),
};
