import type { Story } from '../story.ts';
import { heldAccess } from './held-access.ts';
import { heldCode } from './held-code.ts';
import { heldData } from './held-data.ts';
import { heldInside } from './held-inside.ts';
import { heldLimits } from './held-limits.ts';
import { heldLoad } from './held-load.ts';
import { heldOutside } from './held-outside.ts';
import { heldPlatform } from './held-platform.ts';

export const heldStories: readonly Story[] = [
  ...heldLimits,
  ...heldCode,
  ...heldAccess,
  ...heldData,
  ...heldPlatform,
  ...heldOutside,
  ...heldInside,
  ...heldLoad,
];
