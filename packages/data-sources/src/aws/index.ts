export { aws } from './source.ts';
