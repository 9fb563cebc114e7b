export { answerChanges } from './answer-changes.ts';
export { type Answerer, answerWith } from './answer-with.ts';
export { type Asking, NotAsked } from './asking.ts';
export { baselinesOf, spanOf, weekEarlier } from './baselines.ts';
export { deadlines, defaultCaps } from './caps.ts';
export { checkWith } from './check-with.ts';
export { concerns } from './concerns.ts';
export { followPages, nextFromLink } from './follow-pages.ts';
export { droppedWarning } from './list-of.ts';
export { configuredNameOf, namesOf } from './names-of.ts';
export { type Reader, reading } from './reading.ts';
export { createMemory } from './remember.ts';
export { toAnswerFailure } from './to-answer-failure.ts';
export {
  createListReader,
  createVendorReader,
  type Query,
  type VendorAccess,
} from './vendor-reader.ts';
