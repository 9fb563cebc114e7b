/**
 * Every number of the notifier that somebody may want to change, with its unit and why. Slack's own limits on blocks and
 * texts stand beside their checks in `slack/limits/`; lengths of single texts stand where the text is made.
 */

export interface Timings {
  /** After an attempt whose outcome is unknown, before we look for what it did. */
  readonly settleMs: number;
  /** A lease that is not renewed expires after this: so long a killed process keeps others waiting. */
  readonly leaseMs: number;
  /** Live progress is not shown more often than this. */
  readonly progressIntervalMs: number;
  /** How long an incident may be without a channel before only its timeline is written. */
  readonly channelWithinMs: number;
}

export const defaultTimings: Timings = {
  settleMs: 3_000,
  leaseMs: 12_000,
  progressIntervalMs: 10_000,
  channelWithinMs: 10 * 60_000,
};

/** Slack allows about one post a second in a channel, several hundred a minute in a workspace, and 50 edits a minute and more. */
export const defaultPace = { betweenPostsMs: 1100, postsPerMinute: 300, lowPriorityUpdatesPerMinute: 25 };

/** How many jobs of all teams are handled at the same time; they mostly wait for Slack. */
export const defaultConcurrency = 20;

/** How long a stop lets requests under way finish. Slack gives up on an answer after three seconds. */
export const shutdownGraceMs = 3_000;

/** A job that finds the lease held comes again after this and up to as much more. */
export const leaseRetryMs = 250;

/** An outcome that stays unknown after the last attempt is tried again this often. */
export const unclearRetryMs = 60_000;

/** Slack asks for a whole number of seconds; this is used when it does not say how many. */
export const defaultRetryAfterMs = 5_000;

/** How long one call to Slack may take before its outcome counts as unknown. */
export const slackTimeoutMs = 10_000;

/** A channel may become shared during an incident; this is how late we may notice. */
export const sharedCacheMs = 5 * 60_000;

/** Incident channels are small; a channel with more pages of members than this (200 on each) is answered with a no. */
export const maxMemberPages = 10;

/** How long after an attempt its message may still appear: `slackTimeoutMs` and a good margin. */
export const appearsWithinMs = 60_000;

/** How far apart Slack's clock and ours may be. */
export const clockSkewMs = 5_000;

/** Lines of a message that fit one screen of a laptop; a longer message takes a smaller budget. */
export const maxLinesOnScreen = 34;

/** At most this many reconstructed events are written to the timeline; a timeline is a story, not a log. */
export const maxTimelineEvents = 10;

/** `/investigate ... 7d`: telemetry further back answers no question about an incident of now. In minutes. */
export const maxWindowMinutes = 7 * 1440;

/** Characters of an untrusted text that are read at all; what lies beyond is never shown whole anywhere. */
export const maxTextRead = 4_000;
