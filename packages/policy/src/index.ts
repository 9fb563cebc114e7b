export { decideInvestigation, type Judged, type PolicyDecision } from './decide-investigation.ts';
export { decideUpdate, type Update, type UpdateDecision } from './decide-update.ts';
export { type MaterialField, materialChanges, materialState } from './material-fields.ts';
export type { Condition, PolicySettings } from './policy-settings.ts';
