export { github } from './source.ts';
