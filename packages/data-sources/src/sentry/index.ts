export { sentry } from './source.ts';
