import type { Priority } from '@incidentfox/incident';

/** One alternative of `only_if` or `never_if`: all given parts must hold. */
export interface Condition {
  readonly incidentType?: string;
  readonly customField?: { readonly name: string; readonly value: string };
  readonly service?: string;
  /** A glob over the incident's name, case-insensitive: `*drill*`. */
  readonly name?: string;
  /** An incident.io team id. */
  readonly team?: string;
}

/** A team's rules for which incidents are investigated, when, and how often. */
export interface PolicySettings {
  readonly autoInvestigate: boolean;
  /** The least severe priority that starts by itself. */
  readonly threshold: Priority;
  /** Keeps P3 out, whatever the threshold. */
  readonly skipLowSeverity: boolean;
  /** incident.io severity id or lower-cased name -> priority. */
  readonly severityMap: Readonly<Record<string, Priority>>;
  readonly investigateTestIncidents: boolean;
  readonly investigatePrivateIncidents: boolean;
  /** Quiet time before a changed incident is looked at again. */
  readonly updateDebounceSeconds: number;
  readonly maxRevisions: number;
  readonly cooldownSeconds: number;
  /** Empty: no restriction. Otherwise one of them must hold. */
  readonly onlyIf: readonly Condition[];
  /** None of them may hold. */
  readonly neverIf: readonly Condition[];
}
