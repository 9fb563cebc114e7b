/** No diagnosis claims to be surer than this: telemetry never shows everything. */
export const maxConfidence = 0.95;

/** Below this confidence no root cause is named, unless a team's settings say otherwise. */
export const defaultMinConfidence = 0.6;
