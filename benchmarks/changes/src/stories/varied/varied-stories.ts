import type { Story } from '../story.ts';
import { furtherCode } from './further-code.ts';
import { furtherPlatform } from './further-platform.ts';
import { furtherWithout } from './further-without.ts';
import { variedDeploys } from './varied-deploys.ts';
import { variedSettings } from './varied-settings.ts';
import { variedWithout } from './varied-without.ts';

export const variedStories: readonly Story[] = [
  ...variedDeploys,
  ...variedSettings,
  ...variedWithout,
  ...furtherCode,
  ...furtherPlatform,
  ...furtherWithout,
];
