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
  /** How long a delivery waits for a Slack or incident.io that is away or gives no clear answer. Outages last hours. */
  readonly awayPatienceMs: number;
  /** How long a clear no of incident.io is doubted: a new incident or a new role takes minutes to be known everywhere. */
  readonly refusalPatienceMs: number;
  /** How long a person's request waits for the same: nobody waits for an answer longer, and Slack takes it for half an hour. */
  readonly answerPatienceMs: number;
}

export const defaultTimings: Timings = {
  settleMs: 3_000,
  leaseMs: 12_000,
  progressIntervalMs: 10_000,
  channelWithinMs: 10 * 60_000,
  awayPatienceMs: 6 * 3_600_000,
  refusalPatienceMs: 10 * 60_000,
  answerPatienceMs: 10 * 60_000,
};

/** Slack allows about one post a second in a channel, several hundred a minute in a workspace, and 50 edits a minute and more. */
export const defaultPace = { betweenPostsMs: 1100, postsPerMinute: 300, lowPriorityUpdatesPerMinute: 25 };

/** How many jobs of all teams are handled at the same time; they mostly wait for Slack. */
export const defaultConcurrency = 20;

/** How long a stop lets requests under way finish. Slack gives up on an answer after three seconds. */
export const shutdownGraceMs = 3_000;

/** A job that finds the lease held comes again after this and up to as much more. */
export const leaseRetryMs = 250;

/** Between two tries of a delivery: a quarter of the time it has failed for, and within these. */
export const defaultRetryWaits = { minMs: 1_000, maxMs: 60_000, share: 0.25 };

/** A clear no is asked about again more slowly, because a person must change something first. */
export const refusalRetryWaits = { minMs: 15_000, maxMs: 240_000, share: 1 };

/** One answer never keeps a channel or a job waiting longer than this, whatever it asks for. */
export const maxRetryAfterMs = 600_000;

/** Slack asks for a whole number of seconds; this is used when it does not say how many. */
export const defaultRetryAfterMs = 5_000;

/** How long one call to Slack may take before its outcome counts as unknown. */
export const slackTimeoutMs = 10_000;

/** Between two attempts to open a socket to Slack, growing from the first to the second. */
export const defaultSocketRetryMs = { min: 1_000, max: 60_000 };

/** How long Slack may take from being asked for a socket to its first word over it. */
export const socketConnectMs = 20_000;

/** An answer longer than this is not Slack's: a hundred of its largest messages are shorter. */
export const maxSlackAnswerBytes = 8_000_000;

/** Slack gives up to 999; it asks for no more than 200, and some apps get 15 whatever they ask for. */
export const maxMessagesOnPage = 100;

/** Pages of a look in one go; it goes on where it was after a moment, so that other messages are not kept waiting. */
export const maxPagesInOneLook = 10;

/** Between two parts of one look. */
export const betweenLooksMs = 1_000;

/** A run that began this long after its incident was made may follow one whose records are lost. */
export const lateStartMs = 120_000;

/** A channel may become shared during an incident; this is how late we may notice. */
export const sharedCacheMs = 5 * 60_000;

/** Incident channels are small; a channel with more pages of members than this (200 on each) is answered with a no. */
export const maxMemberPages = 10;

/** Slack's time is known to a second, and an answer may have been long on its way. */
export const clockSkewMs = 15_000;

/** Lines of a message that fit one screen of a laptop; a longer message takes a smaller budget. */
export const maxLinesOnScreen = 34;

/** Words of a message that somebody just woken reads to the end; a longer message takes a smaller budget. */
export const maxWordsOnScreen = 120;

/** Lines of evidence of one service in the thread's reply; the report has them all. */
export const maxEvidenceOfService = 6;

/** Lines of what is as usual there. */
export const maxBackground = 5;

/** From here on a confidence is called high, as in the engine's reports; below, moderate. */
export const minHighConfidence = 0.8;

/** At most this many reconstructed events are written to the timeline; a timeline is a story, not a log. */
export const maxTimelineEvents = 10;

/** `/investigate ... 7d`: telemetry further back answers no question about an incident of now. In minutes. */
export const maxWindowMinutes = 7 * 1440;

/** Characters of an untrusted text that are read at all; what lies beyond is never shown whole anywhere. */
export const maxTextRead = 4_000;
