import type { PolicySettings } from './policy-settings.ts';

export const decide = (policy: PolicySettings): boolean => policy.readByPolicyItself > 0;
