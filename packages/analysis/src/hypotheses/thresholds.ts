/**
 * The thresholds of making hypotheses: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** Services that are examined as the origin. Unit: services. Source: convention. */
export const maxOrigins = 6;
/** Hypotheses that a diagnosis holds. Unit: hypotheses. Source: convention. */
export const maxHypotheses = 8;
/** Evidence that a hypothesis cites. Unit: facts. Source: convention. */
export const maxSupports = 12;
/** Below this share of the best score, a candidate is not worth a reader's time. Unit: share. Source: scenarios. */
export const minScoreShare = 0.15;
/** A stronger change counts as evidence of its own, beside metrics and logs. Unit: strength, 0..1. Source: scenarios. */
export const clearChangeStrength = 0.2;
/** A service whose trouble begins this much after the first is rather an effect. Unit: ms. Source: scenarios. */
export const maxEffectDelayMs = 5 * 60_000;
/** The score of such a late service is multiplied by this. Unit: factor. Source: scenarios. */
export const lateOriginWeight = 0.7;
/** A service below this is no candidate. Unit: score. Source: scenarios. */
export const minOriginScore = 0.05;
/** Weaker signs of a callee do not explain its caller. Unit: strength, 0..1. Source: scenarios. */
export const troubleStrength = 0.3;
/** Trouble of a callee that began this much after its caller does not explain the caller. Unit: ms. Source: scenarios. */
export const maxCalleeDelayMs = 3 * 60_000;
/** With so many signals in their normal range a service is measured as normal. Unit: signals. Source: scenarios. */
export const minNormalSignals = 2;
/** A complaint about a service that is measured as normal counts this much. Unit: factor. Source: scenarios. */
export const contradictedComplaintWeight = 0.35;
/** What each kind of sign adds to the score of an origin. Units: score at full strength. Source: scenarios. */
export const originWeights = {
  rankShare: 2,
  platform: 1.2,
  own: 0.3,
  calls: 0.2,
  explainedCalls: 0.05,
  named: 0.9,
  change: 0.9,
  /** The trouble of the service is explained by what it calls. */
  explainedChange: 0.4,
  /** The service shows no trouble at all. */
  untroubledChange: 0.1,
} as const;
/** Trouble of a service that the affected ones neither use nor serve is likely another story. Unit: factor. Source: scenarios. */
export const unrelatedWeights = { affectedInTrouble: 0.4, affectedQuiet: 0.9 } as const;
/** How well each kind of cause fits at full strength of its symptoms. Unit: fit, 0..1. Source: scenarios. */
export const causeFits = {
  thirdParty: 0.9,
  networkErrors: 0.95,
  networkDelay: 0.6,
  dataStore: 0.9,
  databaseErrors: 0.75,
  dependency: 0.45,
  exhausted: 0.8,
  /** Resources that ran short because of a surge of traffic. */
  exhaustedBySurge: 0.5,
  crash: 0.65,
  node: 0.92,
  sharedNode: 0.85,
  traffic: 0.9,
  code: 0.65,
  unexplainedCalls: 0.25,
  ranked: 0.2,
} as const;
/**
 * The ranking must see at least this much delay on the way before the network is named. Unit: score part. Source: public
 * cases.
 */
export const minNetworkDelayPart = 4;
/** Weaker than this, a change is a coincidence until something else supports it. Unit: strength, 0..1. Source: scenarios. */
export const minChangeStrength = 0.08;
/** Changes that are examined for one origin. Unit: changes. Source: convention. */
export const maxChangesPerOrigin = 3;
/** A weaker rise of traffic does not exhaust a resource. Unit: strength, 0..1. Source: scenarios. */
export const clearSurgeStrength = 0.4;
/**
 * Resources that ran short at most this long before a surge of traffic, or after it, ran short because of it; errors this
 * much before a surge are no effect of it. Unit: ms. Source: scenarios.
 */
export const surgeLeadMs = 4 * 60_000;
/** Evidence that is cited for a cause known from the ranking alone. Unit: facts. Source: convention. */
export const maxRankedSupports = 3;
/** Changes that are reported as ruled out. Unit: changes. Source: convention. */
export const maxChangesRuledOut = 8;
/** Callers, and named services, that are reported as ruled out. Unit: services. Source: convention. */
export const maxCallersRuledOut = 4;
/**
 * A change of the blamed service this shortly before the trouble stays possible, however often it changes. Unit: ms. Source:
 * scenarios.
 */
export const recentChangeMs = 30 * 60_000;
/** Below this rarity a service changes so often that one change says little. Unit: probability. Source: scenarios. */
export const maxCommonRarity = 0.4;
/** Normal signals that are cited for a healthy verdict. Unit: facts. Source: convention. */
export const maxCitedNormal = 6;
/** Alerts that are cited. Unit: facts. Source: convention. */
export const maxCitedAlerts = 10;
/** Changes that are cited. Unit: facts. Source: convention. */
export const maxCitedChanges = 12;
/** Symptoms that are cited. Unit: facts. Source: convention. */
export const maxCitedSymptoms = 25;
/** Calls between services that are cited. Unit: facts. Source: convention. */
export const maxCitedEdges = 20;

/** Places of trouble cited: those of the first suspect first. */
export const maxCitedPlaces = 4;
