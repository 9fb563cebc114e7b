import { defaultMinConfidence } from '@incidentfox/incident';

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
export const minScoreShare = 0.03;
/** Weaker signs of a callee do not explain its caller. Unit: strength, 0..1. Source: scenarios. */
export const troubleStrength = 0.3;
/** Trouble of a callee that began this much after its caller does not explain the caller. Unit: ms. Source: scenarios. */
export const maxCalleeDelayMs = 3 * 60_000;
/** With so many signals in their normal range a service is measured as normal. Unit: signals. Source: scenarios. */
export const minNormalSignals = 2;
/** A complaint about a service that is measured as normal counts this much. Unit: factor. Source: scenarios. */
export const contradictedComplaintWeight = 0.35;
/** Pods elsewhere are spared when they are worse off by less than this share of what the others are. Unit: share. Source: convention. */
export const maxSparedShare = 0.5;
/** Pods with less than this effect do not suffer from where they run. Unit: spreads. Source: convention. */
export const minPodEffect = 4;
/** The best of the ranking that are candidates without any sign of their own. Unit: services. Source: convention. */
export const maxRankedOrigins = 5;
/** With this score of the ranking, half of its evidence is reached. Unit: score. Source: convention. */
export const halfScore = 6;
/** With this part of the score, half of its evidence is reached. Unit: score. Source: convention. */
export const halfPart = 4;
/** Trouble that began this long after the first sign is late in full. Unit: ms. Source: convention. */
export const fullDelayMs = 10 * 60_000;
/** So many services that complain are as many as can be told apart. Unit: services. Source: convention. */
export const manyServices = 3;
/** A change of a service without trouble counts this much. Unit: factor. Source: scenarios. */
export const untroubledChangeWeight = 0.1;
/** Trouble of the incident's own services counts so many times. Unit: factor. Source: convention. */
export const affectedWeight = 4;
/** Steps and scrapes differ: a caller's trouble may seem to begin this much before its callee's. Unit: ms. Source: convention. */
export const reachToleranceMs = 2 * 60_000;
/** Fewer requests than this are no surge; with so many it is one in full. Unit: multiple of normal. Source: convention. */
export const minSurge = 1.3;
export const fullSurge = 3;
/** Up to this share of the services with more requests it is no surge of users; from there to the second it becomes one. Unit: share. Source: random systems. */
export const surgeBreadth = { none: 0.6, full: 0.85 } as const;
/** From this size on a surge is a story of its own. Unit: share of a full surge. Source: convention. */
export const clearSurgeShare = 0.5;
/** A caller whose requests grew by this share of the callee's sends the surge on. Unit: share. Source: convention. */
export const maxSentOnShare = 0.7;
/** Events of the platform alone place trouble on a machine no surer than this. Unit: contrast, 0..1. Source: convention. */
export const maxEventContrast = 0.7;
/** A pool is held by callees from this share of the waiting on that they account for. Unit: share. Source: principle. */
export const heldShare = 0.5;
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
  /** What the platform's objects say is set up wrong is said outright, not concluded. */
  misconfigured: 0.85,
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
/** A change that is less likely is not worth a line. Unit: probability. Source: convention. */
export const minSuspect = 0.04;
/** Changes that share this much, none set apart from the others, are told as "one of these". Unit: probability. Source: convention. */
export const minOneOf = 0.6;
/**
 * A change of another service than the origin that only its time and place speak for counts this much, and one of its own service this
 * much. Unit: factor. Source: random systems.
 */
export const untiedWeights = { elsewhere: 0.05, own: 0.75 } as const;
/** Changes that are told of one origin. Unit: changes. Source: convention. */
export const maxChangesPerOrigin = 4;
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
/** With stronger signs inside a service, its trouble is not only that of its calls. Unit: strength, 0..1. Source: scenarios. */
export const maxOwnTrouble = 0.5;
/** Normal signals that are cited for a healthy verdict. Unit: facts. Source: convention. */
export const maxCitedNormal = 6;
/** Alerts that are cited. Unit: facts. Source: convention. */
export const maxCitedAlerts = 10;
/** Changes that are cited. Unit: facts. Source: convention. */
export const maxCitedChanges = 12;
/** Symptoms that are cited. Unit: facts. Source: convention. */
export const maxCitedSymptoms = 25;
/** Faults that stood before, told beside the cause. Unit: facts. Source: convention. */
export const maxStandingFaults = 3;
/** Calls between services that are cited. Unit: facts. Source: convention. */
export const maxCitedEdges = 20;
/** What is not first of an origin stays this much behind the first, at least. Unit: share of the score. Source: convention. */
export const maxBehind = 0.95;
/** A change this likely speaks against a cause that is no change. Unit: probability. Source: convention. */
export const minContradicting = 0.1;
/** A change is blamed only as far as that can be said by itself; else its service alone is named. Unit: probability. Source: principle. */
export const minStated = defaultMinConfidence;
/** Changes of at least this share of the likeliest are told as its rivals. Unit: share. Source: convention. */
export const minRivalShare = 0.25;

/** Places of trouble cited: those of the first suspect first. */
export const maxCitedPlaces = 4;
/** With fewer values from normal time nothing is said to have stayed in its normal range. Unit: samples. Source: convention. */
export const minUsualSamples = 8;
/** What lies beyond everything seen in normal time by this share of its width, and of its level, has left it. Unit: share. Source: convention. */
export const usualRangeSlack = 0.1;
export const usualLevelSlack = 0.05;
/** A single value is no noise from so far beyond: the whole width, and half of the level. Unit: share. Source: convention. */
export const loneRangeSlack = 1;
export const loneLevelSlack = 0.5;
/** Facts that are told against a hypothesis. Unit: facts. Source: convention. */
export const maxAgainst = 2;
/** A victim in trouble so much earlier than the blamed service speaks against it; signs are dated to some minutes. Unit: ms. Source: principle. */
export const minEarlierMs = 10 * 60_000;
/** And of this strength: a weak sign by itself is noise. Unit: strength, 0..1. Source: principle. */
export const minEarlierStrength = 0.5;
/** So much above the highest value of normal time, nobody may say that nothing was wrong. Unit: factor. Source: principle. */
export const plainlyAbove = 1.5;
/** And by this much, where it is a share: a ratio near zero doubles by one request. Unit: share. Source: principle. */
export const minPlainShare = 0.02;
/** Values in a row that it takes: two can be noise. Unit: samples. Source: principle. */
export const minPlainlyAbove = 3;
/** So far above it, two in a row are none. Units: factor; samples. Source: principle. */
export const farAbove = 5;
export const minFarAbove = 2;
