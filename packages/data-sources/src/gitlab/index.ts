export { gitlab } from './source.ts';
