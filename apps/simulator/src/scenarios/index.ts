import type { Scenario } from '../shop/scenario.ts';
import { checkout } from './checkout.ts';
import { healthy } from './healthy.ts';
import { memory } from './memory.ts';

/** Every scenario that can be played, in the order people are shown them. */
export const scenarios: readonly Scenario[] = [checkout, memory, healthy];
