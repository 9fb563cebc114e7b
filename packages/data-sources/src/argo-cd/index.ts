export { argoCd } from './source.ts';
