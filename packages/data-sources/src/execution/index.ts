export { type Answerer, answerWith } from './answer-with.ts';
export { type Asking, NotAsked } from './asking.ts';
export { baselinesOf, spanOf, weekEarlier } from './baselines.ts';
export { deadlines, defaultCaps } from './caps.ts';
export { checkWith } from './check-with.ts';
export { concerns, isPodOf } from './concerns.ts';
export { address, authorization, commonSettings, type ServerAuth, serverAuth } from './connection-settings.ts';
export { followPages, nextFromLink, type Page } from './follow-pages.ts';
export { droppedWarning, listOf } from './list-of.ts';
export { namesOf, vendorNameOf } from './names-of.ts';
export { type Reader, reading } from './reading.ts';
export { createMemory, type Memory } from './remember.ts';
export { toAnswerFailure } from './to-answer-failure.ts';
export {
  createListReader,
  createVendorReader,
  type PagedList,
  type Query,
  type VendorAccess,
  type VendorReader,
} from './vendor-reader.ts';
