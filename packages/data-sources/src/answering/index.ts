export { answerChanges, type FoundChanges } from './answer-changes.ts';
export { type Answerer, answerWith } from './answer-with.ts';
export { baselinesOf, spanOf, weekEarlier } from './baselines.ts';
export { createCache } from './cache.ts';
export { checkWith } from './check-with.ts';
export { labelsMatch } from './labels-match.ts';
export { configuredNameOf, namesOf } from './names-of.ts';
export { type QuestionRun, SkipQuestion } from './question-run.ts';
export { toAnswerFailure } from './to-answer-failure.ts';
