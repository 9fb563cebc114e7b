/**
 * The thresholds of convicting a change. Terms are log odds: 1 makes a change 2.7 times as likely, 2.3 ten times. Sources: "principle"
 * follows from what the term means and was checked on made-up incidents; "convention" limits what is read or shown.
 */

/** From this probability on a change that is set apart from its rivals is named. Unit: probability. Source: principle. */
export const minConvicted = 0.6;
/** The first must be this much ahead of the second to stand apart: three times as likely. Unit: log odds. Source: principle. */
export const minLead = Math.log(3);
/** Changes that are weighed for one origin. Unit: changes. Source: convention. */
export const maxSuspects = 40;
/** Terms weaker than this are no facts to tell. Unit: log odds. Source: convention. */
export const minToldTerm = 0.7;

/** Time from the change to the trouble of its own service. Units: log odds; minutes. */
export const timeTerms = {
  /** A change right before, of the kind that acts at once. */
  atOnce: 1.5,
  /** It loses one unit each time this many minutes have become e times as many. */
  halfMinutes: 12,
  /** A leak or a pool takes its time: within this many minutes nothing is lost. */
  gradualMinutes: 180,
  gradual: 0.5,
  /** Under load a pool or a cache can be too small from the first minute: every second time. */
  rarelyAtOnce: Math.log(2),
  /** What was running this long in health is hardly guilty. */
  least: -4,
  /** Trouble was there a little before the change: clocks and steps may be off. */
  justAfter: -1,
  /** The same by more than that, though by no more than rates blur. */
  blurred: -2,
} as const;

/** Where the change is, seen from where the trouble began. Unit: log odds. */
export const placeTerms = {
  /** The changed service is where the trouble began, or shows as much of its own. */
  origin: 0,
  /** A service in trouble that the ranking puts far behind; nothing is lost for one as high as the origin. */
  elsewhere: -1.6,
  /** A service whose trouble is that of what it calls. */
  victim: -2.5,
  /** Of these two remains when rare words of the change appeared with the trouble. */
  ofNamed: 0.4,
  /** A service of the path that nobody measured. */
  unseen: -0.7,
  /** A caller that altered what it asks of the store in which the trouble began. */
  asksStore: -0.3,
  /** A caller, or something called, that shows no trouble of its own although it was measured. */
  quiet: -2.2,
  /** The same, when what it altered acts on others: a schema, a format, a topic, an entrance. */
  actsElsewhere: -0.6,
  /** The same, when others name it in their errors. */
  named: -0.3,
  /** The whole environment. */
  environment: -0.8,
  /** A caller that does more calls per request than before. */
  overloads: 0.6,
  /** Errors of the service name the new version. */
  versionNamed: 1.2,
  /** Only what runs the new version is ill. */
  onlyThere: 2,
  /** What does not run it is as ill. */
  elsewhereToo: -2,
} as const;

/** What the diff says. Unit: log odds. */
export const saysTerms = {
  /** Nothing in it can act on a running service. */
  harmless: -4.5,
  /** It was read and nothing was found that acts. */
  nothingFound: -1.3,
  /** It alters what is computed, by no mechanism that is known. */
  unknownLogic: -0.6,
  /** Parts of it were not to be seen. */
  cut: -0.4,
  /** It does something, and not what is seen. */
  cannot: -1.8,
  base: -0.7,
  /** At full strength, when it explains all that is seen. */
  fits: 2.8,
  /** An alteration that can cause more kinds than these explains each of them less. */
  focusedCauses: 4.5,
  /** The very words by which such an alteration shows: pool, timeout, column. */
  marked: 1.4,
  /** What was exchanged or taken away is called by its name in what appeared with the trouble. */
  valueNamed: 1.4,
  /** Without a diff: its title speaks of queries, indexes, pools, and the trouble began in a store that it calls. */
  titleOfStore: 0.8,
  /** Rare words of the diff in what appeared with the trouble, at a full score. */
  words: 2.8,
  /** Much was logged and measured, and none of it has a word of the change. */
  noWords: -0.4,
  /** Rare words count this much when only others than the changed service say them. */
  saidElsewhere: 0.5,
  /** Of "nothing found" this remains when rare words of the diff appeared with the trouble: the reader may not know the mechanism. */
  foundByWords: 0.3,
} as const;

/** Undoing it ended the trouble, or did not. Unit: log odds. */
export const undoingTerms = {
  ended: 3,
  wentOn: -3,
  /** Of that remains for what an earlier version does not bring back. */
  outlived: 0.1,
} as const;
/** Trouble that goes on this long after a change was undone was not its doing. Unit: ms. Source: principle. */
export const stillIllMs = 10 * 60_000;

/** Log odds that a service changes so often that one more says nothing, at most. */
export const rarityTerm = 0.5;
/** For a service that is known to change once a day or less, one right before the trouble is hardly chance. Unit: log odds; changes a day. */
export const rareTerm = 0.7;
export const maxRarePerDay = 1.5;

/** That no change did it, before anything speaks for another cause. Unit: log odds. Source: principle. */
export const noChangeBase = 0;
/** A sign that one of the suspects would make as well speaks this much for a cause that is no change. Unit: factor. Source: principle. */
export const madeByChange = 0.3;
/** A second and further causes that are no change add this share of their own. Unit: factor. Source: principle. */
export const furtherShare = 0.3;

/** A word score from here on is a fact of its own. Unit: score, 0..1. Source: principle. */
export const minWordScore = 0.3;
/** An alteration that explains this much of what is seen, with its marks, stands apart from one that does not. Unit: log odds. */
export const minSaysLead = 0.7;

/** Times of changes and signs may be off by this much. Unit: ms. Source: convention. */
export const defaultToleranceMs = 60_000;
