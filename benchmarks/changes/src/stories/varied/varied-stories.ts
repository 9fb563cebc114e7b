import type { Story } from '../story.ts';
import { variedDeploys } from './varied-deploys.ts';
import { variedSettings } from './varied-settings.ts';
import { variedWithout } from './varied-without.ts';

export const variedStories: readonly Story[] = [...variedDeploys, ...variedSettings, ...variedWithout];
