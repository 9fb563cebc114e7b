export { kubernetes } from './source.ts';
