export { baselinesOf, toAnswerFailure } from './answering/index.ts';
export { type CollectOptions, collectAnswers } from './collect/collect-answers.ts';
export type { AnsweredQuestion, AnswerOf, CollectedAnswer } from './collect/collected-answer.ts';
export { type PlannedQuestion, type QuestionScope, questionsFor } from './collect/question-scope.ts';
export { lastStep } from './collect/report-steps.ts';
export { type AboutIncident, toObservations } from './collect/to-observations.ts';
export { toRecordedQuestions } from './collect/to-recorded-questions.ts';
export type { Caps, ChangesQuestion, Check, DataSource, DataSourceDefinition, Question } from './data-source.ts';
export { type Discovery, discoverAll } from './discovery/discover-all.ts';
export { type PlaceSettings, placeOf } from './environment/place-of.ts';
export { readPlace } from './environment/read-place.ts';
export { servicesHere } from './environment/settings/services-here.ts';
export { usualPlace } from './environment/settings/usual-place.ts';
export { deadlines, defaultCaps } from './limits.ts';
export { isDatabasePool } from './prometheus/vocabulary/capacities.ts';
export {
  type ConfiguredTool,
  createDataSources,
  dataSourceDefinitions,
  incidentIoAsTool,
  titleOf,
} from './registry.ts';
export { isDatabase, isStore, technologyOf, withoutStoreWords } from './service-identity/is-store.ts';
export { type JoinedServices, joinDiscovered, type SeenName } from './service-identity/join-discovered.ts';
export { matchServices, type SourceText } from './service-identity/match-services.ts';
export { nameOwners, type OwnerOf } from './service-identity/name-owners.ts';
export {
  type DiscoveredService,
  type ProposedService,
  proposeCatalogue,
  serviceOf,
} from './service-identity/propose-catalogue.ts';
export { relatedServices } from './service-identity/related-words.ts';
export { type VendorNaming, vendorNameOf } from './service-identity/vendor-name-of.ts';
export { withDependencies } from './service-identity/with-dependencies.ts';
