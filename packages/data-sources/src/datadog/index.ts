export { datadog } from './source.ts';
