import type { Story } from '../story.ts';
import { accessFaults } from './access-faults.ts';
import { codeFaults } from './code-faults.ts';
import { dataFaults } from './data-faults.ts';
import { insideCauses } from './inside-causes.ts';
import { limitsAndTimeouts } from './limits-and-timeouts.ts';
import { loadCauses } from './load-causes.ts';
import { outsideCauses } from './outside-causes.ts';
import { platformFaults } from './platform-faults.ts';
import { sizeFaults } from './size-faults.ts';

export const devStories: readonly Story[] = [
  ...limitsAndTimeouts,
  ...sizeFaults,
  ...codeFaults,
  ...accessFaults,
  ...dataFaults,
  ...platformFaults,
  ...outsideCauses,
  ...insideCauses,
  ...loadCauses,
];
