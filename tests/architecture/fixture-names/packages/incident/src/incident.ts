export interface Incident {
  readonly id: string;
}
export type CustomField = string;
/** The kind of a thing that is in the glossary needs no row of its own. */
export type CauseKind = 'change' | 'crash';
export type Verdict = 'root_cause' | 'healthy';
