import { hardCases } from './hard-cases.ts';
import { noChangeCases } from './no-change-cases.ts';
import { quietCases } from './quiet-cases.ts';
import type { Scenario } from './scenario.ts';
import { singleCauses } from './single-causes.ts';

export const scenarios: readonly Scenario[] = [...singleCauses, ...hardCases, ...noChangeCases, ...quietCases];
