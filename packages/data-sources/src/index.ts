export { type CollectOptions, collectAnswers } from './collect/collect-answers.ts';
export type { AnswerOf, CollectedAnswer, CollectedQuestion } from './collect/collected-answer.ts';
export { asksFor, type CollectAsk, type Inquiry } from './collect/inquiry.ts';
export { toAskedQuestions } from './collect/to-asked-questions.ts';
export { type AboutIncident, toObservations } from './collect/to-observations.ts';
export type { Ask, Caps, ChangesAsk, Check, DataSource, DataSourceDefinition } from './data-source.ts';
export { baselinesOf, deadlines, defaultCaps, toAnswerFailure } from './execution/index.ts';
export { incidentIoAsTool } from './incident-io/as-tool.ts';
export { type ConfiguredTool, createDataSources, dataSourceDefinitions, titleOf } from './registry.ts';
export { matchServices, type SourceText } from './service-identity/match-services.ts';
export {
  type DiscoveredService,
  type ProposedService,
  proposeCatalogue,
} from './service-identity/propose-catalogue.ts';
export { type VendorNaming, vendorNameOf } from './service-identity/vendor-name-of.ts';
