export type { Ask, Caps, ChangesAsk, Check, DataSource, DataSourceDefinition } from './data-source.ts';
export { baselinesOf, deadlines, defaultCaps, toAnswerFailure } from './execution/index.ts';
export { type ConfiguredTool, createDataSources, dataSourceDefinitions, titleOf } from './registry.ts';
export { matchServices, type SourceText } from './service-identity/match-services.ts';
export { type VendorNaming, vendorNameOf } from './service-identity/vendor-name-of.ts';
