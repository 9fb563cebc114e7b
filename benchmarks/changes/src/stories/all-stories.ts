import { accessFaults } from './dev/access-faults.ts';
import { codeFaults } from './dev/code-faults.ts';
import { dataFaults } from './dev/data-faults.ts';
import { devSystems } from './dev/dev-systems.ts';
import { insideCauses } from './dev/inside-causes.ts';
import { limitsAndTimeouts } from './dev/limits-and-timeouts.ts';
import { loadCauses } from './dev/load-causes.ts';
import { outsideCauses } from './dev/outside-causes.ts';
import { platformFaults } from './dev/platform-faults.ts';
import { sizeFaults } from './dev/size-faults.ts';
import type { Story, SystemStory } from './story.ts';

/** Two halves that share no system and no words: one to build on, one that is only scored. */
export const systems: Readonly<Record<string, SystemStory>> = { ...devSystems };

export const stories: readonly Story[] = [
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
