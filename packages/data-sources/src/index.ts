export type { Ask, Caps, ChangesAsk, Check, DataSource, DataSourceDefinition } from './data-source.ts';
