import { devStories } from './dev/dev-stories.ts';
import { devSystems } from './dev/dev-systems.ts';
import { heldStories } from './held/held-stories.ts';
import { heldSystems } from './held/held-systems.ts';
import type { Story, SystemStory } from './story.ts';
import { variedStories } from './varied/varied-stories.ts';
import { variedSystems } from './varied/varied-systems.ts';

/** Parts that share no system and no words: one to build on, one that is only scored, one of other shapes. */
export const systems: Readonly<Record<string, SystemStory>> = { ...devSystems, ...heldSystems, ...variedSystems };

export const stories: readonly Story[] = [...devStories, ...heldStories, ...variedStories];
