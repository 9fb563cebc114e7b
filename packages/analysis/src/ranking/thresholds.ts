/**
 * The thresholds of ranking services: each with its reason, its unit and its source. Sources: "public cases" were chosen while looking at the
 * cases of docs/accuracy.md (so they are not held out); "scenarios" were judged on the scripted incidents in
 * packages/analysis/test; "convention" limits what is read or shown, or is a plain definition.
 */

/** Effects below this are noise: neither felt by anybody nor an explanation. Unit: spreads. Source: public cases. */
export const minFeltEffect = 3;
/** Effects up to here are what healthy services show. Unit: spreads. Source: public cases. */
export const maxNoiseEffect = 2.5;
/**
 * No single kind of evidence adds more than this, so that two that agree outweigh one that is extreme. Unit: score. Source:
 * public cases.
 */
export const maxPart = 15;
/** A count that is five standard deviations off is rarer than a metric that is. Unit: factor. Source: public cases. */
export const logWeight = 2;
/** Below this share of its limit, a pool or queue has room. Unit: share. Source: convention. */
export const roomyShare = 0.55;
/** Pools are held in multiples when calls take longer; what grows by less has another reason. Unit: factor. Source: convention. */
export const minPoolGrowth = 2;
/** More requests than this are a reason to be slow. Unit: factor. Source: convention. */
export const maxCalmGrowth = 1.4;
/** From this share of its limit on, something is full: bursts find no room. Unit: share. Source: convention. */
export const fullShare = 0.85;
/** A resource that grew by less is hardly short. Unit: factor. Source: convention. */
export const minShortGrowth = 1.5;
/** Where calls are unknown, a service may as well call another as not. Unit: share. Source: principle. */
export const unknownCallShare = 0.5;
/** A cache that was lost is missed within this time. Unit: ms. Source: convention. */
export const maxColdMs = 15 * 60_000;
/** What warms up begins within this time of its start. Unit: ms. Source: convention. */
export const warmUpStartMs = 3 * 60_000;
/** Compilers and caches are warm after this time. Unit: ms. Source: convention. */
export const maxWarmUpMs = 15 * 60_000;
/** The effect of warming up is multiplied by this. Unit: factor. Source: convention. */
export const warmUpWeight = 0.3;
/** Requests that stopped arriving point at the caller that stopped sending them. Unit: factor. Source: public cases. */
export const lostTrafficWeight = 3;
/** A service that nothing is seen to call cannot easily trouble the others. Unit: factor. Source: public cases. */
export const isolatedWeight = 0.4;
/**
 * What was slow or failing for this long while the target felt nothing is not what the target feels. Unit: steps of the
 * series. Source: public cases.
 */
export const earlierSymptomSteps = 0.9;
/** The effect of such an earlier symptom is multiplied by this. Unit: factor. Source: public cases. */
export const earlierSymptomWeight = 0.4;
/** A complaint that names another service counts this much against that service. Unit: factor. Source: public cases. */
export const namedServiceWeight = 0.8;
/** The same complaint counts this much against the service that logs it. Unit: factor. Source: public cases. */
export const complainingServiceWeight = 0.4;
/** What is expected of a statement that was never seen before: less than one line. Unit: lines. Source: public cases. */
export const minExpectedLines = 0.5;
/** Fewer expected lines than this can be missing by chance. Unit: lines. Source: public cases. */
export const minExpectedToMiss = 3;
/** The counted time begins at a line, and any line may be the last for a while. Unit: lines. Source: public cases. */
export const lastLineAllowance = 1.5;
/** A statement with less than this share of its expected lines has become rare. Unit: share. Source: public cases. */
export const maxRareShare = 0.4;
/** Silence that no predecessor confirms may only mean that nobody asked. Unit: factor. Source: public cases. */
export const unconfirmedSilenceWeight = 0.3;
/**
 * Such silence counts for more the larger the share of the log that the statement had. Unit: factor. Source: public cases.
 */
export const unconfirmedSilenceShareWeight = 1.2;
/** Expected counts follow how busy the service is, up or down by no more than this. Unit: factor. Source: public cases. */
export const maxVolumeGrowth = 3;
