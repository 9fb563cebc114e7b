import { devStories } from './dev/dev-stories.ts';
import { devSystems } from './dev/dev-systems.ts';
import { heldStories } from './held/held-stories.ts';
import { heldSystems } from './held/held-systems.ts';
import type { Story, SystemStory } from './story.ts';

/** Two halves that share no system and no words: one to build on, one that is only scored. */
export const systems: Readonly<Record<string, SystemStory>> = { ...devSystems, ...heldSystems };

export const stories: readonly Story[] = [...devStories, ...heldStories];
