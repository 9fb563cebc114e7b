export { pagerduty } from './source.ts';
